// SPDX-License-Identifier: AGPL-3.0-only
// Servers that send us elsewhere.
#include "signaling/certificates.hpp"
#include "signaling/guests.hpp"
#include "signaling/scripted_server.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"

namespace keks::client::test {
namespace {

namespace ssl = boost::asio::ssl;
using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

std::string redirect(const std::string& status, const std::string& location) {
    return "HTTP/1.1 " + status + "\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
}

class RedirectTest : public Guests {
  protected:
    std::string real(const std::string& scheme) const {
        return scheme + "://127.0.0.1:" + std::to_string(server.address().port) + "/signaling";
    }
    keks::test::ServerProcess server;
};

TEST_F(RedirectTest, LeadsIntoTheRoomByEachStatus) {
    for (const char* status : {"301 Moved Permanently", "302 Found", "307 Temporary Redirect",
                               "308 Permanent Redirect"}) {
        ScriptedServer first{loop, answers(redirect(status, real("http")))};
        EXPECT_TRUE(joined_guest(first.uri()).joined()) << status;
    }
}

TEST_F(RedirectTest, IsFollowedThreeTimes) {
    ScriptedServer first{loop,
                         answers_in_turn({redirect("302 Found", "/a"), redirect("302 Found", "b?c"),
                                          redirect("302 Found", real("ws"))})};
    EXPECT_TRUE(joined_guest(first.uri()).joined());
    EXPECT_EQ(first.connections(), 3U);
}

TEST_F(RedirectTest, IsNotFollowedAFourthTime) {
    ScriptedServer first{loop, answers(redirect("302 Found", "/again"))};
    EXPECT_THAT(trouble(first.uri()), AllOf(StartsWith("failed: "), HasSubstr("too often")));
    EXPECT_EQ(first.connections(), 4U);
}

TEST_F(RedirectTest, ToNowhereFails) {
    ScriptedServer without{loop, answers("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")};
    EXPECT_THAT(trouble(without.uri()), StartsWith("failed: "));
    ScriptedServer to_mail{loop, answers(redirect("302 Found", "mailto:a@b"))};
    EXPECT_THAT(trouble(to_mail.uri()), StartsWith("failed: "));
}

TEST_F(RedirectTest, FromTlsToNoneFails) {
    const TestCertificate own{{.names = "DNS:localhost"}};
    ssl::context tls{ssl::context::tls_server};
    tls.use_certificate_chain(boost::asio::buffer(own.certificate_pem()));
    tls.use_private_key(boost::asio::buffer(own.key_pem()), ssl::context::pem);
    ScriptedServer plain{loop, answers(redirect("301 Moved Permanently", real("http")))};
    ScriptedServer secure{
        loop, tls_in_front_of(tls, {.host = "127.0.0.1", .port = plain.port(), .unix_path = ""})};
    keks::test::TemporaryDirectory files;
    auto options = quick();
    options.trust.ca_file = files.write("ca.pem", own.certificate_pem());
    EXPECT_THAT(trouble(secure.uri("wss", "localhost"), options),
                AllOf(StartsWith("failed: localhost:"), HasSubstr("without encryption")));
}

}  // namespace
}  // namespace keks::client::test

// SPDX-License-Identifier: AGPL-3.0-only
// The real server behind TLS, with certificates that deserve trust or do not.
#include <list>

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

class Tls : public Guests {
  protected:
    /** Its port, where TLS with this certificate leads to the real server. */
    ScriptedServer& front(const TestCertificate& certificate) {
        const auto key = certificate.key_pem();
        tls.use_certificate_chain(boost::asio::buffer(certificate.certificate_pem()));
        tls.use_private_key(boost::asio::buffer(key), ssl::context::pem);
        return fronts.emplace_back(loop, tls_in_front_of(tls, server.address()));
    }
    /** Who trusts this authority besides the system's. */
    SignalingOptions trusting(const TestCertificate& root) {
        auto options = quick();
        options.trust.ca_file = files.write("ca.pem", root.certificate_pem());
        return options;
    }

    keks::test::TemporaryDirectory files;
    keks::test::ServerProcess server;
    ssl::context tls{ssl::context::tls_server};
    std::list<ScriptedServer> fronts;
    TestCertificate authority{{.names = "", .authority = true}};
    TestCertificate good{{.names = "DNS:localhost,IP:127.0.0.1"}, &authority};
};

TEST_F(Tls, WithACertificateOfATrustedAuthorityLeadsIntoTheRoom) {
    ScriptedServer& at = front(good);
    Guest& a = joined_guest(at.uri("wss", "localhost"), trusting(authority));
    Guest& b = joined_guest(at.uri("https"), trusting(authority));
    const std::string huge(std::size_t{11} << 20U, 'x');
    ASSERT_TRUE(run_until([&] { return !a.log.empty() && !b.log.empty(); }));
    EXPECT_TRUE(a.signaling->send(b.id(), huge));
    EXPECT_TRUE(b.signaling->send(a.id(), huge));
    ASSERT_TRUE(run_until([&] { return !a.messages.empty() && !b.messages.empty(); }));
    EXPECT_TRUE(a.messages[0] == huge);
    EXPECT_TRUE(b.messages[0] == huge);
    bool closed = false;
    a.signaling->close([&] { closed = true; });
    ASSERT_TRUE(run_until([&] { return closed && b.log.back().starts_with("left"); }));
}

TEST_F(Tls, WithACertificateOfNobodyWeKnowFails) {
    EXPECT_THAT(trouble(front(good).uri("wss", "localhost")),
                AllOf(StartsWith("failed: the certificate of localhost:"),
                      HasSubstr("signed by nobody whom this system trusts"),
                      HasSubstr("give its CA certificate")));
}

TEST_F(Tls, WithASelfSignedCertificateLeadsIntoTheRoomOnlyIfThatIsTrusted) {
    const TestCertificate own{{.names = "DNS:localhost"}};
    ScriptedServer& at = front(own);
    EXPECT_THAT(trouble(at.uri("wss", "localhost")), HasSubstr("signed by nobody"));
    EXPECT_TRUE(joined_guest(at.uri("wss", "localhost"), trusting(own)).joined());
}

TEST_F(Tls, WithACertificateForAnotherNameFails) {
    const TestCertificate other{{.names = "DNS:other.example,DNS:*.localhost"}, &authority};
    ScriptedServer& at = front(other);
    for (const char* host : {"localhost", "127.0.0.1"}) {
        EXPECT_THAT(trouble(at.uri("wss", host), trusting(authority)),
                    AllOf(StartsWith("failed: the certificate of " + std::string{host}),
                          HasSubstr("is for another name")));
    }
}

TEST_F(Tls, WithACertificateThatIsNotValidNowFails) {
    const TestCertificate old{{.names = "DNS:localhost", .from = -3, .until = -1}, &authority};
    EXPECT_THAT(trouble(front(old).uri("wss", "localhost"), trusting(authority)),
                HasSubstr("has expired"));
}

TEST_F(Tls, WithACertificateThatIsNotValidYetFails) {
    const TestCertificate young{{.names = "DNS:localhost", .from = 1, .until = 3}, &authority};
    EXPECT_THAT(trouble(front(young).uri("wss", "localhost"), trusting(authority)),
                HasSubstr("is not valid yet"));
}

TEST_F(Tls, OlderThan12Fails) {
    tls.set_options(ssl::context::no_tlsv1_3 | ssl::context::no_tlsv1_2);
    ASSERT_EQ(SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_VERSION), 1);
    ASSERT_EQ(SSL_CTX_set_cipher_list(tls.native_handle(), "DEFAULT@SECLEVEL=0"), 1);
    EXPECT_THAT(trouble(front(good).uri("wss", "localhost"), trusting(authority)),
                AllOf(StartsWith("failed: "), HasSubstr("speaks no TLS 1.2 or newer")));
}

TEST_F(Tls, OfVersion12IsGoodEnough) {
    tls.set_options(ssl::context::no_tlsv1_3);
    EXPECT_TRUE(joined_guest(front(good).uri("wss", "localhost"), trusting(authority)).joined());
}

TEST_F(Tls, WhereThereIsNoneFails) {
    const auto uri = "wss://127.0.0.1:" + std::to_string(server.address().port);
    EXPECT_THAT(trouble(uri), AllOf(StartsWith("failed: "), HasSubstr("does not speak TLS")));
}

TEST_F(Tls, WithAFileOfAuthoritiesThatCannotBeReadFails) {
    for (const std::string& file :
         {files.path().string() + "/none.pem", files.write("empty.pem", "no certificate")}) {
        auto options = quick();
        options.trust.ca_file = file;
        EXPECT_THAT(trouble(front(good).uri("wss", "localhost"), options),
                    AllOf(StartsWith("failed: "), HasSubstr(file)));
    }
}

TEST_F(Tls, ThatIsCutOffIsTriedAgain) {
    ScriptedServer rude{loop, hangs_up()};
    EXPECT_THAT(trouble(rude.uri("wss")), StartsWith("lost: no TLS connection to 127.0.0.1:"));
}

TEST_F(Tls, ThatDoesNotBeginIsGivenUp) {
    ScriptedServer mute{loop, silence()};
    auto options = quick();
    options.times.connect = std::chrono::milliseconds{100};
    EXPECT_EQ(trouble(mute.uri("wss"), options), "lost: no connection to the server within 0.1 s");
}

}  // namespace
}  // namespace keks::client::test

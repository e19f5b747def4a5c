// SPDX-License-Identifier: AGPL-3.0-only
// The bounds that a configuration sets.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "support/http_client.hpp"
#include "support/local_network.hpp"
#include "support/security_headers.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

// Whether the server takes one more client from there.
bool takes_one_more(const Address& address) {
    HttpConnection connection{address};
    connection.send(handshake_request());
    const auto answer = connection.response_or_end();
    if (!answer) return false;
    expect_security_headers(*answer, "one more");
    EXPECT_TRUE(answer->status == 101 || answer->status == 503) << answer->status;
    return answer->status == 101;
}

// As takes_one_more, but asks until it is so: an earlier client may be on its way out.
void expect_takes_one_more(const Address& address) {
    const Deadline deadline;
    while (!takes_one_more(address)) ASSERT_FALSE(deadline.passed());
}

TEST(ConnectionLimit, RefusesOneMoreAndTakesItWhenOneLeaves) {
    const ServerProcess server{with_keys({{"LIMITS_CONNECTIONS", "5"}})};
    auto present = members(server.address(), "room", 5);
    EXPECT_FALSE(takes_one_more(server.address()));
    present[0].relay("still here");
    present[1].expect(said(present[0].id(), "still here"));
    present.pop_back();
    expect_takes_one_more(server.address());
}

TEST(FileLimit, OfTheSystemIsSurvived) {
#ifdef __SANITIZE_ADDRESS__
    GTEST_SKIP()
        << "the sanitizers' look at a vtable opens a pipe, and takes its failure for a bug";
#endif
    ServerOptions options;
    options.open_files = 40;
    const ServerProcess server{options};
    auto present = members(server.address(), "room", 10);
    {
        std::vector<Socket> crowd;
        crowd.reserve(60);
        for (int i = 0; i < 60; ++i) crowd.emplace_back(server.address());
        present[0].relay("still here");
        for (std::size_t i = 1; i < present.size(); ++i) {
            present[i].expect(said(present[0].id(), "still here"));
        }
    }
    auto late = member(server.address(), "another room");
    late.expect_nothing();
}

TEST(AddressLimit, NeverCountsLoopback) {
    const ServerProcess server{with_keys({{"LIMITS_CONNECTIONS_PER_ADDRESS", "2"}})};
    auto present = members(server.address(), "room", 10);
    const SocketOptions elsewhere{.receive_buffer = 0, .source_host = "127.3.2.1"};
    auto one = member(server.address(), "room", elsewhere);
    auto two = member(server.address(), "room", elsewhere);
    auto three = member(server.address(), "room", elsewhere);
}

TEST(AddressLimit, NeverCountsUnixSockets) {
    const TemporaryDirectory directory;
    auto options = with_keys({{"LIMITS_CONNECTIONS_PER_ADDRESS", "2"}});
    options.bind = "unix:" + (directory.path() / "socket").string();
    const ServerProcess server{options};
    auto present = members(server.address(), "room", 10);
    present[0].relay("hello");
    present[9].expect(said(present[0].id(), "hello"));
}

TEST(AddressLimit, NeverCountsLoopbackThatComesMappedIntoIpv6) {
    if (!maps_ipv4_into_ipv6()) GTEST_SKIP() << "this system maps no IPv4 into IPv6";
    auto options = with_keys({{"LIMITS_CONNECTIONS_PER_ADDRESS", "2"}});
    options.bind = "[::]:0";
    const ServerProcess server{options};
    const Address by_v4{.host = "127.0.0.1", .port = server.address().port, .unix_path = {}};
    auto present = members(by_v4, "room", 5);
    auto by_v6 = members({.host = "::1", .port = by_v4.port, .unix_path = {}}, "other room", 5);
}

TEST(AddressLimit, CountsOtherAddresses) {
    const auto host = outward_address();
    if (host.empty()) GTEST_SKIP() << "this machine has no IPv4 but loopback";
    std::vector<std::string> binds{"0.0.0.0:0"};
    if (maps_ipv4_into_ipv6()) binds.emplace_back("[::]:0");
    for (const auto& bind : binds) {
        auto options = with_keys({{"LIMITS_CONNECTIONS_PER_ADDRESS", "2"}});
        options.bind = bind;
        const ServerProcess server{options};
        const Address outward{.host = host, .port = server.address().port, .unix_path = {}};
        auto one = member(outward, "room");
        auto two = std::make_unique<TestClient>(member(outward, "room"));
        EXPECT_FALSE(takes_one_more(outward)) << bind;
        auto from_loopback =
            member({.host = "127.0.0.1", .port = outward.port, .unix_path = {}}, "room");
        two.reset();
        expect_takes_one_more(outward);
    }
}

TEST(AddressLimit, DoesNotBelieveForwardedHeaders) {
    const auto host = outward_address();
    if (host.empty()) GTEST_SKIP() << "this machine has no IPv4 but loopback";
    auto options = with_keys({{"LIMITS_CONNECTIONS_PER_ADDRESS", "1"}});
    options.bind = "0.0.0.0:0";
    const ServerProcess server{options};
    const Address outward{.host = host, .port = server.address().port, .unix_path = {}};
    auto one = member(outward, "room");
    HttpConnection liar{outward};
    liar.send(
        handshake_request("X-Forwarded-For: 127.0.0.1\r\nForwarded: for=127.0.0.1\r\n"
                          "X-Real-IP: 127.0.0.1\r\n"));
    const auto answer = liar.response_or_end();
    EXPECT_TRUE(!answer || answer->status == 503) << answer->status;
}

TEST(HashLimit, IsInBytesAndIsAFault) {
    const ServerProcess server{with_keys({{"LIMITS_HASH_BYTES", "64"}})};
    auto fits = member(server.address(), std::string(64, 'h'));
    fits.expect_nothing();
    const auto too_long = std::string(62, 'h') + "\xE2\x82\xAC";
    for (const Packet& packet :
         {Packet{{"join", {{"hash", too_long}}}}, Packet{{"watch_rooms", Packets{too_long}}}}) {
        TestClient culprit{server.address()};
        culprit.send(packet);
        const auto reason = culprit.connection().expect_close(1008);
        EXPECT_NE(reason.find("64"), std::string::npos) << reason;
    }
}

TEST(WatchLimit, IsAFaultToExceed) {
    const ServerProcess server{with_keys({{"LIMITS_WATCHES", "3"}})};
    auto fits = member(server.address(), "room");
    fits.watch({"1", "2", "3"});
    fits.expect_nothing();
    fits.watch({"4", "5", "6"});
    fits.expect_nothing();
    fits.watch({"1", "2", "3", "4"});
    const auto reason = fits.connection().expect_close(1008);
    EXPECT_NE(reason.find("watch_rooms"), std::string::npos) << reason;
}

TEST(Hash, OverTheDefaultLimitIsAFaultAndNotACrash) {
    const ServerProcess server;
    auto witness = member(server.address(), "room");
    TestClient culprit{server.address()};
    culprit.join(std::string(1'000'000, 'h'));
    culprit.connection().expect_close(1008);
    witness.expect_nothing();
}

}  // namespace
}  // namespace keks::test

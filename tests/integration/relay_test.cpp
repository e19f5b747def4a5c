// SPDX-License-Identifier: AGPL-3.0-only
// Who gets a message, and when (protocol section 2: relay, message, delivery).
#include <gtest/gtest.h>

#include <array>

#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

TEST(Relay, ReachesEveryOtherMemberAndNobodyElse) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    auto stranger = member(server.address(), "another room");
    present[0].relay("hello");
    present[0].expect_nothing();
    present[1].expect(said(present[0].id(), "hello"));
    present[2].expect(said(present[0].id(), "hello"));
    present[1].expect_nothing();
    present[2].expect_nothing();
    stranger.expect_nothing();
}

TEST(Relay, WithARecipientReachesThatMemberAlone) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    present[0].relay_to(present[2].id(), "for you");
    present[0].expect_nothing();
    present[2].expect(said(present[0].id(), "for you"));
    present[1].expect_nothing();
    present[2].expect_nothing();
}

TEST(Relay, ToOneselfComesBackOnce) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    present[0].relay_to(present[0].id(), "note to myself");
    present[0].expect(said(present[0].id(), "note to myself"));
    present[0].expect_nothing();
    present[1].expect_nothing();
}

TEST(Relay, WithANullRecipientReachesAll) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    present[0].send_text(R"({"relay":{"recipient":null,"message":"all"}})");
    present[0].expect_nothing();
    present[1].expect(said(present[0].id(), "all"));
    present[2].expect(said(present[0].id(), "all"));
}

TEST(Relay, TakesItsFieldsInAnyOrder) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const auto id = std::to_string(present[1].id());
    present[0].send_text(R"( { "relay" : { "message" : "1" , "recipient" : )" + id + " } } ");
    present[0].send_text("\t\r\n{\"relay\":{\"recipient\":" + id + ",\"message\":\"2\"}}\n");
    present[1].expect(said(present[0].id(), "1"));
    present[1].expect(said(present[0].id(), "2"));
}

TEST(Relay, ToNobodyIsDroppedSilently) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    for (const auto* recipient :
         {"0", "9007199254740991", "9007199254740993", "18446744073709551615"}) {
        present[0].send_text(R"({"relay":{"message":"x","recipient":)" + std::string{recipient} +
                             "}}");
    }
    present[0].expect_nothing();
    present[1].expect_nothing();
}

TEST(Relay, ToAMemberOfAnotherRoomIsDroppedSilently) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto bob = member(server.address(), "another room");
    alice.relay_to(bob.id(), "psst");
    alice.expect_nothing();
    bob.expect_nothing();
}

TEST(Relay, ToSomeoneWhoLeftIsDroppedSilently) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    present[1].leave();
    present[0].expect(left(present[1].id()));
    present[0].relay_to(present[1].id(), "wait");
    present[0].expect_nothing();
    present[1].expect(left(present[1].id()));
    present[1].join("lobby");
    present[1].expect(joined(present[1].id()));
    present[1].expect_nothing();
}

TEST(Relay, WithoutARoomIsDroppedSilently) {
    const ServerProcess server;
    auto bob = member(server.address(), "room");
    TestClient alice{server.address()};
    alice.relay("anybody?");
    alice.relay_to(bob.id(), "bob?");
    alice.relay_to(alice.id(), "myself?");
    alice.join("lobby");
    alice.expect(joined(alice.id()));
    alice.expect_nothing();
    bob.expect_nothing();
}

TEST(Relay, CarriesTheSenderByTheServersWord) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const auto liar = R"({"relay":{"sender":)" + std::to_string(present[1].id()) +
                      R"(,"id":7,"message":"it was you"}})";
    present[0].send_text(liar);
    present[1].expect(said(present[0].id(), "it was you"));
    present[1].expect_nothing();
}

TEST(Relay, KeepsTheOrderOfASenderWhateverTheSizes) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    constexpr std::array<std::size_t, 6> kSizes{3, 70'000, 0, 1'000'000, 17'000, 125};
    for (int round = 0; round < 3; ++round) {
        for (const auto size : kSizes) present[0].relay(std::string(size, 'x') + "/");
    }
    for (int round = 0; round < 3; ++round) {
        for (const auto size : kSizes) {
            present[1].expect(said(present[0].id(), std::string(size, 'x') + "/"));
        }
    }
    present[1].expect_nothing();
}

TEST(Relay, KeepsTheOrderOfPacketsOfDifferentKinds) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    auto& alice = present[0];
    auto& bob = present[1];
    alice.relay("before");
    alice.join("room");
    alice.relay("between");
    alice.leave();
    alice.relay("outside");
    alice.join("room");
    alice.relay_to(bob.id(), "after");
    bob.expect(said(alice.id(), "before"));
    bob.expect(left(alice.id()));
    bob.expect(joined(alice.id()));
    bob.expect(said(alice.id(), "between"));
    bob.expect(left(alice.id()));
    bob.expect(joined(alice.id()));
    bob.expect(said(alice.id(), "after"));
    bob.expect_nothing();
}

TEST(Relay, KeepsTheOrderOfPacketsThatComeTogether) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    auto& alice = present[0];
    auto& bob = present[1];
    auto& carol = present[2];
    const auto to_bob = [&](const std::string& text) {
        return encode_frame(R"({"relay":{"recipient":)" + std::to_string(bob.id()) +
                            R"(,"message":")" + text + R"("}})");
    };
    const auto to_all = [](const std::string& text) {
        return encode_frame(R"({"relay":{"message":")" + text + R"("}})");
    };
    const std::string long_text(30'000, 'x');  // longer than what is read at once
    alice.connection().send_raw(to_all("1") + to_all("2") + to_bob("3") + to_bob("4") +
                                to_all(R"(5\n)") + to_all("6") + to_all(long_text) + to_all("7") +
                                encode_frame(R"({"join":{"hash":null}})") + to_all("nobody") +
                                encode_frame(R"({"join":{"hash":"room"}})") + to_bob("8") +
                                encode_frame("nonsense") + to_bob("too late"));
    for (const std::string text : {"1", "2", "3", "4", "5\n", "6"})
        bob.expect(said(alice.id(), text));
    for (const std::string text : {"1", "2", "5\n", "6"}) carol.expect(said(alice.id(), text));
    for (auto* listener : {&bob, &carol}) {
        listener->expect(said(alice.id(), long_text));
        listener->expect(said(alice.id(), "7"));
        listener->expect(left(alice.id()));
        listener->expect(joined(alice.id()));
    }
    bob.expect(said(alice.id(), "8"));
    for (auto* listener : {&bob, &carol}) {
        listener->expect(left(alice.id()));
        listener->expect_nothing();
    }
}

TEST(Relay, NeverReachesAnyoneBeforeTheJoins) {
    const ServerProcess server;
    auto talker = member(server.address(), "room");
    for (int i = 0; i < 20; ++i) {
        TestClient newcomer{server.address()};
        newcomer.send_text(R"({"join":{"hash":"room"}})");
        std::string burst;
        for (int j = 0; j < 5; ++j) burst += encode_frame(R"({"relay":{"message":"chatter"}})");
        talker.connection().send_raw(burst);
        newcomer.expect(joined(newcomer.id()));
        newcomer.expect(joined(talker.id()));
        newcomer.relay("hi");
        newcomer.connection().send_close(1000);
        talker.expect(joined(newcomer.id()));
        talker.expect(said(newcomer.id(), "hi"));
        talker.expect(left(newcomer.id()));
    }
    talker.expect_nothing();
}

TEST(Ping, OfAPacketHasNoAnswer) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    for (const auto* ping : {R"({"ping":null})", R"("ping")", R"( "ping" )", R"("\u0070ing")",
                             R"({"p\u0069ng":null})"}) {
        alice.send_text(ping);
    }
    alice.expect_nothing();
}

}  // namespace
}  // namespace keks::test

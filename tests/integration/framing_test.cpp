// SPDX-License-Identifier: AGPL-3.0-only
// RFC 6455 as a client may use it: fragments, control frames, closing.
#include <gtest/gtest.h>

#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

ServerFrame next_of(WebSocketConnection& connection, unsigned wanted,
                    Where where = Where::current()) {
    auto frame = connection.next_frame(where);
    while (frame.opcode != wanted) frame = connection.next_frame(where);
    return frame;
}

TEST(Fragments, MayBeEmptyAndHaveControlFramesBetween) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    auto& raw = alice.connection();
    raw.send_frame("", {.fin = false});
    raw.send_frame("one", {.opcode = opcode::kPing});
    raw.send_frame(R"({"relay":{"message":"hel)", {.opcode = opcode::kContinuation, .fin = false});
    raw.send_frame("unasked", {.opcode = opcode::kPong});
    raw.send_frame("", {.opcode = opcode::kContinuation, .fin = false});
    raw.send_frame("two", {.opcode = opcode::kPing});
    raw.send_frame(R"(lo","recipient":)" + std::to_string(alice.id()) + "}}",
                   {.opcode = opcode::kContinuation, .fin = false});
    raw.send_frame("", {.opcode = opcode::kContinuation});
    EXPECT_EQ(next_of(raw, opcode::kPong).payload, "one");
    EXPECT_EQ(next_of(raw, opcode::kPong).payload, "two");
    alice.expect(said(alice.id(), "hello"));
}

TEST(Fragments, ArriveInPiecesOfOneByteOnTheWire) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    const auto packet =
        R"({"relay":{"message":"drip","recipient":)" + std::to_string(alice.id()) + "}}";
    for (const char byte : encode_frame(packet)) {
        alice.connection().send_raw({&byte, 1});
    }
    alice.expect(said(alice.id(), "drip"));
}

TEST(Frames, MayUseALongerLengthThanNeeded) {
    // The RFC asks senders for the shortest form; a receiver is free to be strict, but not to hang.
    const ServerProcess server;
    TestClient alice{server.address()};
    alice.connection().send_frame(R"({"ping":null})", {.length_form = LengthForm::sixteen_bits});
    alice.connection().send_close(1000);
    const auto ending = alice.connection().await_end();
    ASSERT_TRUE(ending.close_code);
    EXPECT_TRUE(*ending.close_code == 1000 || *ending.close_code == 1002) << *ending.close_code;
}

TEST(Ping, IsEchoedWithItsPayload) {
    const ServerProcess server;
    TestClient alice{server.address()};
    const std::string longest = std::string(124, '\xFF') + '\0';
    for (const auto& payload : {std::string{}, std::string{"x"}, longest}) {
        alice.connection().send_frame(payload, {.opcode = opcode::kPing});
        EXPECT_EQ(next_of(alice.connection(), opcode::kPong).payload, payload);
    }
}

TEST(Ping, SentByTheThousandDelaysNothingElse) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    std::string flood;
    for (int i = 0; i < 10'000; ++i) {
        flood += encode_frame(std::string(125, 'p'), {.opcode = opcode::kPing});
    }
    alice.connection().send_raw(flood);
    alice.expect_nothing();
}

TEST(Pong, ThatNobodyAskedForIsIgnored) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    alice.connection().send_frame("", {.opcode = opcode::kPong});
    alice.connection().send_frame(std::string(125, 'x'), {.opcode = opcode::kPong});
    alice.expect_nothing();
}

TEST(Close, IsAnsweredWithTheSameCode) {
    const ServerProcess server;
    for (const auto code : std::vector<std::uint16_t>{1000, 1001, 1011, 3000, 4999}) {
        TestClient alice{server.address()};
        alice.connection().send_close(code, "bye");
        const auto ending = alice.connection().await_end();
        ASSERT_TRUE(ending.close_code);
        EXPECT_EQ(*ending.close_code, code);
        EXPECT_FALSE(ending.reset);
    }
}

TEST(Close, WithoutACodeIsAnswered) {
    const ServerProcess server;
    TestClient alice{server.address()};
    alice.connection().send_frame("", {.opcode = opcode::kClose});
    const auto ending = alice.connection().await_end();
    ASSERT_TRUE(ending.close_code);
    EXPECT_TRUE(*ending.close_code == 1005 || *ending.close_code == 1000) << *ending.close_code;
    EXPECT_FALSE(ending.reset);
}

TEST(Close, LetsPassWhatWasSentBefore) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    present[0].connection().send_raw(encode_frame(R"({"relay":{"message":"last words"}})") +
                                     encode_frame(close_payload(1000), {.opcode = opcode::kClose}) +
                                     encode_frame(R"({"relay":{"message":"from beyond"}})"));
    present[1].expect(said(present[0].id(), "last words"));
    present[1].expect(left(present[0].id()));
    present[1].expect_nothing();
    present[0].connection().expect_close(1000);
}

TEST(HalfClose, OfTheSocketEndsTheMembership) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    present[0].relay("over and out");
    present[0].connection().socket().shutdown_write();
    present[1].expect(said(present[0].id(), "over and out"));
    present[1].expect(left(present[0].id()));
    present[1].expect_nothing();
    static_cast<void>(present[0].connection().await_end());
}

TEST(HalfClose, WithinAFrameEndsTheMembership) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const auto frame = encode_frame(R"({"relay":{"message":"cut"}})");
    present[0].connection().send_raw(std::string_view{frame}.substr(0, frame.size() - 1));
    present[0].connection().socket().shutdown_write();
    present[1].expect(left(present[0].id()));
    present[1].expect_nothing();
}

TEST(Reset, WithinAFragmentedMessageIsOnlyALeave) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 3);
    present[0].connection().send_frame(R"({"relay":{"mess)", {.fin = false});
    present[0].connection().await_pong();
    present[0].connection().socket().reset();
    for (auto* stayed : {&present[1], &present[2]}) {
        stayed->expect(left(present[0].id()));
        stayed->expect_nothing();
    }
}

TEST(Reset, OfManyAtOnceIsSeenOnceEach) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 30);
    auto witness = member(server.address(), "room");
    Packets leaves;
    for (auto& client : present) {
        witness.expect_in_any_order({joined(client.id())});
        leaves.push_back(left(client.id()));
    }
    for (auto& client : present) client.connection().socket().reset();
    witness.expect_in_any_order(leaves);
    witness.expect_nothing();
}

}  // namespace
}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
// Messages that are no text of the right size (protocol sections 1 and 2: 1003, 1007, 1009).
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/counters.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20U;

TEST(BinaryFrame, IsRefused) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    for (const std::string payload : {"", "x", R"({"ping":null})"}) {
        TestClient culprit{server.address()};
        culprit.connection().send_frame(payload, {.opcode = opcode::kBinary});
        culprit.connection().expect_close(1003);
    }
    counters.await_closed("binary_frame", 3);
}

TEST(BinaryFrame, InFragmentsIsRefused) {
    const ServerProcess server;
    TestClient culprit{server.address()};
    culprit.connection().send_frame("a", {.opcode = opcode::kBinary, .fin = false});
    culprit.connection().send_frame("b", {.opcode = opcode::kContinuation});
    culprit.connection().expect_close(1003);
}

TEST(Utf8, ThatIsInvalidIsRefused) {
    const ServerProcess server;
    const std::vector<std::string> broken{
        "\x80",   // a continuation without a start
        "\xC3",   // a start without a continuation
        "\xC3(",  //
        "\xC0\xAF",
        "\xE0\x80\xAF",  // overlong
        "\xF0\x80\x80\xAF",
        "\xC1\xBF",  //
        "\xED\xA0\x80",
        "\xED\xBF\xBF",  // surrogates
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",  // over U+10FFFF
        "\xE2\x82",
        "\xF0\x9F\x8D",  // cut short
        "\xFE",
        "\xFF",  //
    };
    for (const auto& bytes : broken) {
        SCOPED_TRACE(::testing::PrintToString(bytes));
        TestClient culprit{server.address()};
        culprit.send_text(R"({"relay":{"message":")" + bytes + "\"}}");
        attempt([&] { culprit.connection().expect_close(1007); });
    }
}

TEST(Utf8, ThatIsCutShortAtTheEndOfTheMessageIsRefused) {
    const ServerProcess server;
    TestClient culprit{server.address()};
    culprit.send_text("{\"ping\":null}\xC3");
    culprit.connection().expect_close(1007);
}

TEST(Utf8, MaySplitACharacterBetweenFragments) {
    const ServerProcess server;
    auto alice = member(server.address(), "room");
    const auto packet = R"({"relay":{"recipient":)" + std::to_string(alice.id()) +
                        R"(,"message":")" + "\xF0\x9F\x8D\xAA\"}}";
    for (std::size_t i = 0; i < packet.size(); ++i) {
        FrameShape shape{.opcode = i == 0 ? opcode::kText : opcode::kContinuation,
                         .fin = i + 1 == packet.size()};
        alice.connection().send_frame(packet.substr(i, 1), shape);
    }
    alice.expect(said(alice.id(), "\xF0\x9F\x8D\xAA"));
}

TEST(Utf8, ThatIsInvalidAcrossFragmentsIsRefused) {
    const ServerProcess server;
    TestClient culprit{server.address()};
    culprit.connection().send_frame("{\"relay\":{\"message\":\"\xF0\x9F", {.fin = false});
    culprit.connection().send_frame("x\x8D\xAA\"}}", {.opcode = opcode::kContinuation});
    culprit.connection().expect_close(1007);
}

TEST(MessageSize, UpToTheConfiguredLimitIsAccepted) {
    const ServerProcess server{with_keys({{"LIMITS_MESSAGE_BYTES", "20000"}})};
    auto present = members(server.address(), "room", 2);
    const std::string frame = R"({"relay":{"message":""}})";
    const std::string text(20000 - frame.size(), 'x');
    present[0].relay(text);
    present[1].expect(said(present[0].id(), text));
    present[0].relay(text + "x");
    present[0].connection().expect_close(1009);
    present[1].expect(left(present[0].id()));
    present[1].expect_nothing();
}

TEST(MessageSize, OverTheLimitIsRefusedAsSoonAsItIsAnnounced) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    for (const std::uint64_t announced :
         {std::uint64_t{64} << 20U, std::uint64_t{1} << 32U, std::uint64_t{1} << 62U}) {
        TestClient culprit{server.address()};
        culprit.connection().send_frame("{", {.announced = announced});
        culprit.connection().expect_close(1009);
    }
    counters.await_closed("message_too_big", 3);
}

TEST(MessageSize, OverTheLimitIsRefusedWhenFragmentsAddUp) {
    const ServerProcess server{with_keys({{"LIMITS_MESSAGE_BYTES", "20000"}})};
    TestClient culprit{server.address()};
    const std::string piece(6000, ' ');
    culprit.connection().send_frame(piece, {.fin = false});
    for (int i = 0; i < 3; ++i) {
        culprit.connection().send_frame(piece, {.opcode = opcode::kContinuation, .fin = false});
    }
    culprit.connection().expect_close(1009);
}

TEST(MessageSize, OverTheLimitIsRefusedWhenALastFragmentOnlyAnnouncesTooMuch) {
    const ServerProcess server{with_keys({{"LIMITS_MESSAGE_BYTES", "20000"}})};
    TestClient culprit{server.address()};
    culprit.connection().send_frame(std::string(19000, ' '), {.fin = false});
    culprit.connection().send_frame(
        "", {.opcode = opcode::kContinuation, .announced = ~std::uint64_t{0} >> 1U});
    culprit.connection().expect_close(1009);
}

TEST(MessageSize, OfSixtyFourMebibytesIsRefusedAndOthersSeeOnlyTheLeave) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const auto packet = R"({"relay":{"message":")" + std::string(64 * kMebibyte, 'x') + "\"}}";
    // The server may hang up before it has taken all of it; its reason must arrive nevertheless.
    present[0].connection().send_text(packet);
    present[0].connection().expect_close(1009);
    present[1].expect(left(present[0].id()));
    present[1].expect_nothing();
}

TEST(MessageSize, CountsNoControlFrames) {
    const ServerProcess server{with_keys({{"LIMITS_MESSAGE_BYTES", "20000"}})};
    auto alice = member(server.address(), "room");
    alice.connection().send_frame(R"({"relay":{"message":")", {.fin = false});
    for (int i = 0; i < 400; ++i) {
        alice.connection().send_frame(std::string(100, 'p'), {.opcode = opcode::kPong});
    }
    alice.connection().send_frame("x\"}}", {.opcode = opcode::kContinuation});
    alice.expect_nothing();
}

TEST(UnknownFields, AreIgnoredHoweverDeepAndLarge) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    constexpr std::size_t kLevels = 100'000;
    std::string objects;
    for (std::size_t i = 0; i < kLevels; ++i) objects += R"({"a":)";
    const std::vector<std::string> values{
        std::string(kLevels, '[') + std::string(kLevels, ']'),
        objects + "null" + std::string(kLevels, '}'),
        "1e999",
        "-1E+999",
        "[1e-999,0.0e400,1e99999999999999999999]",
        std::string(5000, '9') + "." + std::string(5000, '9') + "e" + std::string(5000, '9'),
        "123456789012345678901234567890",
        R"({"message":"other","recipient":"nobody","relay":{"relay":[]}})",
        R"("a string with \" and \u0000 and \uD83C\uDF6A")",
        R"([true,false,null,{},[],"",0,-0,-0.0])",
    };
    for (const auto& value : values) {
        SCOPED_TRACE(value.substr(0, 60));
        present[0].send_text(R"({"relay":{"x":)" + value + R"(,"message":"first"}})");
        present[0].send_text(R"({"relay":{"message":"last","x":)" + value + "}}");
        present[1].expect(said(present[0].id(), "first"));
        present[1].expect(said(present[0].id(), "last"));
    }
    present[0].send_text(R"({"join":{"room":"other","hash":"new","x":[[1e999]]}})");
    present[0].expect(left(present[0].id()));
    present[0].expect(joined(present[0].id()));
    present[0].expect_nothing();
}

TEST(UnknownFields, DoNotHideAKnownFieldBehindAHugeNumber) {
    const ServerProcess server;
    auto present = members(server.address(), "room", 2);
    const auto id = std::to_string(present[1].id());
    present[0].send_text(R"({"relay":{"x":1e999,"recipient":)" + id +
                         R"(,"message":"1e999 \" 12345678901234567890123456789"}})");
    present[1].expect(said(present[0].id(), R"(1e999 " 12345678901234567890123456789)"));
}

}  // namespace
}  // namespace keks::test

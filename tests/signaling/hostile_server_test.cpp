// SPDX-License-Identifier: AGPL-3.0-only
// Servers that break the protocol, or do not speak it.
#include "signaling/guests.hpp"
#include "signaling/scripted_server.hpp"

namespace keks::client::test {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr unsigned text_frame = 1;
constexpr unsigned binary_frame = 2;
constexpr unsigned close_frame = 8;
// With an opcode that means nothing (RFC 6455, section 5.2).
const std::string reserved_frame = server_frame(3, "");
const std::string init = server_frame(text_frame, R"({"init":{"your_id":5,"version":"x"}})");
const std::string join = server_frame(text_frame, R"({"client_join":{"id":5}})");

class HostileServer : public Guests {
  protected:
    /** What a guest says of a WebSocket server that sends this. */
    std::string trouble_with(const std::string& bytes, SignalingOptions options = quick()) {
        ScriptedServer server{loop, opens_and_sends(bytes)};
        return trouble(server.uri(), std::move(options));
    }
    std::string trouble_with_answer(const std::string& bytes) {
        ScriptedServer server{loop, answers(bytes)};
        return trouble(server.uri());
    }
    static SignalingOptions impatient() {
        auto options = quick();
        options.times.connect = milliseconds{100};
        options.times.answer = milliseconds{100};
        return options;
    }
};

// Not hostile: it only looks closely.
TEST_F(HostileServer, ThatWatchesSeesOnlyPacketsAndAnOrderlyClose) {
    std::vector<std::string> notes;
    ScriptedServer server{loop, opens_and_notes(init + join, notes)};
    Guest& one = joined_guest(server.uri());
    EXPECT_TRUE(one.signaling->send({}, "a"));
    EXPECT_TRUE(one.signaling->send(3, ""));
    bool closed = false;
    one.signaling->close([&] { closed = true; });
    ASSERT_TRUE(run_until([&] { return closed && notes.size() == 4; }));
    EXPECT_THAT(notes,
                ElementsAre(R"({"join":{"hash":"room"}})", R"({"relay":{"message":"a"}})",
                            R"({"relay":{"recipient":3,"message":""}})", "closed with 1000"));
}

TEST_F(HostileServer, ThatTakesConnectionsAndSaysNothingIsGivenUp) {
    ScriptedServer server{loop, silence()};
    EXPECT_EQ(trouble(server.uri(), impatient()), "lost: no connection to the server within 0.1 s");
}

TEST_F(HostileServer, ThatDoesNotGreetIsGivenUp) {
    auto options = impatient();
    options.times.connect = std::chrono::seconds{20};
    EXPECT_EQ(trouble_with("", options), "lost: the server did not greet us within 0.1 s");
}

TEST_F(HostileServer, ThatDoesNotLetUsInIsGivenUp) {
    auto options = impatient();
    options.times.connect = std::chrono::seconds{20};
    EXPECT_EQ(trouble_with(init, options),
              "lost: the server did not let us into the room within 0.1 s");
}

TEST_F(HostileServer, ThatSendsWhatIsNoPacketIsLost) {
    EXPECT_EQ(trouble_with(init + join + server_frame(text_frame, "garbage")),
              "lost: the server sent no packet: not JSON: error at byte 1");
}

TEST_F(HostileServer, ThatSendsABinaryMessageIsLost) {
    EXPECT_THAT(trouble_with(init + server_frame(binary_frame, "{}")),
                StartsWith("lost: the server sent a binary message"));
}

TEST_F(HostileServer, ThatSendsTooMuchIsLost) {
    auto options = quick();
    options.message_bytes = 100;
    EXPECT_EQ(trouble_with(init + server_frame(text_frame, std::string(101, ' ')), options),
              "lost: the server sent a message of more than 100 bytes");
}

TEST_F(HostileServer, ThatAnnouncesMoreThanThereIsMemoryIsLost) {
    std::string endless = server_frame(text_frame, std::string(200, ' '));
    endless.replace(2, 8, "\x7f\xff\xff\xff\xff\xff\xff\xff");
    EXPECT_THAT(trouble_with(init + endless),
                StartsWith("lost: the server sent a message of more"));
}

TEST_F(HostileServer, ThatBreaksTheRulesOfWebSocketsIsLost) {
    EXPECT_THAT(trouble_with(init + reserved_frame), StartsWith("lost: the connection broke: "));
    EXPECT_THAT(trouble_with(init + server_frame(text_frame, "\xff")),
                StartsWith("lost: the connection broke: "));
}

TEST_F(HostileServer, ThatClosesIsQuotedWithoutWhatATerminalWouldObey) {
    const std::string reason =
        "\x03\xf0go \x1b[2J\xe2\x80\xae"
        "away";
    EXPECT_EQ(trouble_with(init + server_frame(close_frame, reason)),
              "lost: the server closed the connection (1008): go [2Jaway");
}

TEST_F(HostileServer, ThatSpeaksAnotherProtocolIsLost) {
    EXPECT_THAT(trouble_with_answer("SSH-2.0-OpenSSH_9.2\r\n"),
                StartsWith("lost: no WebSocket to "));
    EXPECT_THAT(trouble_with_answer(""), HasSubstr("hung up without an answer"));
    EXPECT_THAT(trouble_with_answer("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                    "Connection: upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n"),
                StartsWith("lost: no WebSocket to "));
}

TEST_F(HostileServer, ThatIsNoneOfOursFailsAndOneThatIsNotReadyIsTriedAgain) {
    const auto answer = [](const std::string& status) {
        return "HTTP/1.1 " + status + "\r\nContent-Length: 2\r\n\r\nno";
    };
    EXPECT_THAT(trouble_with_answer(answer("200 OK")),
                AllOf(StartsWith("failed: "), HasSubstr("is no keks-meet server (HTTP 200)")));
    EXPECT_THAT(trouble_with_answer(answer("403 Forbidden")), StartsWith("failed: "));
    EXPECT_THAT(trouble_with_answer(answer("503 Service Unavailable")),
                AllOf(StartsWith("lost: "), HasSubstr("is not ready (HTTP 503)")));
    EXPECT_THAT(trouble_with_answer(answer("429 Too Many Requests")), StartsWith("lost: "));
}

TEST_F(HostileServer, ThatBreaksTheRulesAfterTheJoinIsComeBackTo) {
    ScriptedServer server{loop, opens_and_sends(init + join + reserved_frame)};
    Guest& one = guest(server.uri());
    EXPECT_TRUE(run_until([&] { return one.lost.size() == 2; }));
    EXPECT_EQ(one.own_ids.size(), 2U);
    EXPECT_EQ(server.connections(), 2U);
}

TEST_F(HostileServer, ThatCannotBeFoundIsTriedAgain) {
    const auto said = trouble("ws://no-such-host.invalid");
    EXPECT_THAT(said, StartsWith("lost: cannot find no-such-host.invalid: "));
}

TEST_F(HostileServer, ThatDoesNotListenIsTriedAgain) {
    std::string uri;
    {
        ScriptedServer gone{loop, silence()};
        uri = gone.uri("ws", "localhost");
    }
    EXPECT_THAT(trouble(uri), AllOf(StartsWith("lost: cannot connect to localhost:"),
                                    HasSubstr("Connection refused"), Not(HasSubstr("127.0.0.1"))));
}

}  // namespace
}  // namespace keks::client::test

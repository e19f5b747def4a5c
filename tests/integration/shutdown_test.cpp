// SPDX-License-Identifier: AGPL-3.0-only
// The end of the server: everyone is told, and nobody can delay it.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "integration/shutdown.hpp"
#include "support/http_client.hpp"
#include "support/local_network.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

// A close frame of a server that does not wait long for the answer.
ServerOptions quick_to_close() {
    return with_keys({{"LIMITS_CLOSE_TIMEOUT_SECONDS", "1"}});
}

// What the shell calls the end by a signal, but by the server's own decision.
Exit at_once(int number) {
    return {.code = 128 + number, .signal = 0};
}

TEST(Shutdown, ClosesEveryClientWith1001AndEndsWell) {
    for (const int number : {SIGTERM, SIGINT}) {
        ServerProcess server;
        auto present = members(server.address(), "room", 20);
        TestClient without_room{server.address()};
        server.send_signal(number);
        for (auto& client : present) client.connection().expect_close(1001);
        without_room.connection().expect_close(1001);
        EXPECT_EQ(server.await_exit(), kWell);
    }
}

TEST(Shutdown, WithNobodyThereEndsWell) {
    ServerProcess server;
    server.send_signal(SIGTERM);
    EXPECT_EQ(server.await_exit(), kWell);
}

TEST(Shutdown, IsNotDelayedByClientsThatDoNotAnswer) {
    ServerProcess server{quick_to_close()};
    auto mute = members(server.address(), "room", 3);
    auto in_a_frame = member(server.address(), "another room");
    in_a_frame.connection().send_frame("{", {.announced = 1000});
    HttpConnection asks_nothing{server.address()};
    HttpConnection asks_half{server.address()};
    asks_half.send("GET /version HT");
    HttpConnection kept_alive{server.address()};
    EXPECT_EQ(kept_alive.get("/version").status, 200);
    TestClient stays{server.address()};
    server.send_signal(SIGTERM);
    EXPECT_EQ(stays.connection().next_frame().opcode, opcode::kClose);
    stays.connection().send_close(1001);
    EXPECT_EQ(server.await_exit(), kWell);
}

// One member does not read what another has sent, and still waits for it when the server ends.
void expect_good_end_beside_a_full_outbox(ServerProcess& server, const Address& address) {
    auto sender = member(address, "room");
    auto stalled = member(address, "room", {.receive_buffer = 4096, .source_host = {}});
    sender.expect(joined(stalled.id()));
    for (int i = 0; i < 16; ++i) sender.relay(std::string(1'000'000, 'x'));
    sender.expect_nothing();
    server.send_signal(SIGTERM);
    sender.connection().expect_close(1001);
    EXPECT_EQ(server.await_exit(), kWell);
}

TEST(Shutdown, IsNotDelayedByAClientWhoseOutboxIsFull) {
    ServerProcess server{quick_to_close()};
    expect_good_end_beside_a_full_outbox(server, server.address());
}

TEST(Shutdown, TakesNoNewConnections) {
    ServerProcess server{slow_to_close()};
    TestClient told{server.address()};
    TestClient mute{server.address()};
    server.send_signal(SIGTERM);
    told.connection().expect_close(1001);
    EXPECT_FALSE(Socket::can_connect(server.address()));
    server.send_signal(SIGTERM);
    static_cast<void>(server.await_exit());
}

TEST(Shutdown, IsAtOnceAtTheSecondSignal) {
    for (const int number : {SIGTERM, SIGINT}) {
        ServerProcess server{slow_to_close()};
        TestClient told{server.address()};
        TestClient mute{server.address()};
        server.send_signal(SIGTERM);
        told.connection().expect_close(1001);
        server.send_signal(number);
        EXPECT_EQ(server.await_exit(), at_once(number));
    }
}

// The server counts clients from other addresses than loopback, and has to strike them off that
// table before it goes.
class ShutdownOfCountedClients : public testing::Test {
  protected:
    void SetUp() override {
        if (host_.empty()) GTEST_SKIP() << "this machine has no IPv4 but loopback";
    }

    static ServerOptions everywhere(ServerOptions options) {
        options.bind = "0.0.0.0:0";
        return options;
    }
    [[nodiscard]] Address outward(const ServerProcess& server) const {
        return {.host = host_, .port = server.address().port, .unix_path = {}};
    }

  private:
    std::string host_ = outward_address();
};

TEST_F(ShutdownOfCountedClients, EndsWellWhenTheyAnswer) {
    ServerProcess server{everywhere(slow_to_close())};
    auto present = members(outward(server), "room", 5);
    HttpConnection kept_alive{outward(server)};
    EXPECT_EQ(kept_alive.get("/version").status, 200);
    server.send_signal(SIGTERM);
    for (auto& client : present) client.connection().expect_close(1001);
    kept_alive.expect_end();
    EXPECT_EQ(server.await_exit(), kWell);
}

TEST_F(ShutdownOfCountedClients, EndsWellAtTheDeadlineWhenTheyDoNot) {
    ServerProcess server{everywhere(quick_to_close())};
    auto mute = members(outward(server), "room", 3);
    auto in_a_frame = member(outward(server), "another room");
    in_a_frame.connection().send_frame("{", {.announced = 1000});
    auto half_open = WebSocketConnection::half_open(outward(server));
    auto answers = member(outward(server), "a third room");
    server.send_signal(SIGTERM);
    answers.connection().expect_close(1001);
    EXPECT_EQ(server.await_exit(), kWell);
}

TEST_F(ShutdownOfCountedClients, EndsWellAtTheDeadlineWhenTheyDoNotRead) {
    ServerProcess server{everywhere(quick_to_close())};
    expect_good_end_beside_a_full_outbox(server, outward(server));
}

TEST_F(ShutdownOfCountedClients, IsAtOnceAtTheSecondSignal) {
    ServerProcess server{everywhere(slow_to_close())};
    auto mute = members(outward(server), "room", 3);
    auto told = member(outward(server), "another room");
    server.send_signal(SIGTERM);
    told.connection().expect_close(1001);
    server.send_signal(SIGINT);
    EXPECT_EQ(server.await_exit(), at_once(SIGINT));
}

TEST(Shutdown, EndsIdleHttpConnections) {
    ServerProcess server{slow_to_close()};
    HttpConnection kept_alive{server.address()};
    EXPECT_EQ(kept_alive.get("/version").status, 200);
    server.send_signal(SIGTERM);
    kept_alive.expect_end();
    EXPECT_EQ(server.await_exit(), kWell);
}

TEST(Shutdown, RemovesItsUnixSocket) {
    const TemporaryDirectory directory;
    const auto path = directory.path() / "socket";
    ServerOptions options;
    options.bind = "unix:" + path.string();
    ServerProcess server{options};
    auto alice = member(server.address(), "room");
    ASSERT_TRUE(std::filesystem::exists(path));
    server.send_signal(SIGTERM);
    alice.connection().expect_close(1001);
    EXPECT_EQ(server.await_exit(), kWell);
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(Start, TakesTheUnixSocketOfAServerThatWasKilled) {
    const TemporaryDirectory directory;
    ServerOptions options;
    options.bind = "unix:" + (directory.path() / "socket").string();
    {
        ServerProcess killed{options};
        killed.send_signal(SIGKILL);
        EXPECT_EQ(killed.await_exit().signal, SIGKILL);
    }
    const ServerProcess server{options};
    auto alice = member(server.address(), "room");
    alice.expect_nothing();
}

TEST(Start, LeavesTheUnixSocketToTheServerThatHasIt) {
    const TemporaryDirectory directory;
    ServerOptions options;
    options.bind = "unix:" + (directory.path() / "socket").string();
    const ServerProcess server{options};
    const auto second = run_to_end(options);
    EXPECT_NE(second.exit, kWell) << second.all();
    auto alice = member(server.address(), "room");
    alice.expect_nothing();
}

TEST(Start, OverwritesNoFileThatIsNoSocket) {
    const TemporaryDirectory directory;
    const auto file = directory.write("precious", "data");
    ServerOptions options;
    options.bind = "unix:" + file;
    const auto refused = run_to_end(options);
    EXPECT_NE(refused.exit, kWell);
    EXPECT_TRUE(std::filesystem::is_regular_file(file));
}

}  // namespace
}  // namespace keks::test

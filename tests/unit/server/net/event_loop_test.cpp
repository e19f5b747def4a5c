// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/event_loop.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "server/net/signals.hpp"
#include "server/net/socket.hpp"
#include "server/net/timer.hpp"

namespace keks::server {
namespace {

using boost::system::error_code;

class Call final : public Waiter {
  public:
    explicit Call(std::function<void(error_code)> call) : call_(std::move(call)) {}
    void on_ready(error_code error) override { call_(error); }

  private:
    std::function<void(error_code)> call_;
};

void require(bool done) {
    if (!done) throw std::system_error{errno, std::generic_category(), "socket"};
}

// Over TCP on 127.0.0.1: the first end does not block.
std::array<int, 2> tcp_pair() {
    const Descriptor listener{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const where = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    require(::bind(listener.number(), where, size) == 0 && ::listen(listener.number(), 1) == 0 &&
            ::getsockname(listener.number(), where, &size) == 0);
    const int peer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    require(::connect(peer, where, size) == 0);
    return {::accept4(listener.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC), peer};
}

std::array<int, 2> local_pair() {
    std::array<int, 2> ends{};
    require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0);
    return ends;
}

// Two ends of a connection: a socket of the loop, and the descriptor of the peer.
struct Pair {
    explicit Pair(EventLoop& loop, Transport transport = Transport::tcp) {
        const auto ends = transport == Transport::tcp ? tcp_pair() : local_pair();
        socket = std::make_unique<Socket>(loop, transport, Descriptor{ends[0]});
        peer = Descriptor{ends[1]};
    }

    void say(std::string_view text) const {
        ASSERT_EQ(::send(peer.number(), text.data(), text.size(), MSG_NOSIGNAL),
                  static_cast<ssize_t>(text.size()));
    }

    std::string heard() const {
        std::array<char, 64> memory{};
        const auto [error, bytes] = socket->receive(memory);
        if (error) return error == boost::asio::error::eof ? "(end)" : error.message();
        return {memory.data(), bytes};
    }

    // As much as the socket takes; what is left over has to wait.
    void fill() const {
        const std::string text(65536, 'x');
        std::array<iovec, 1> parts{iovec{const_cast<char*>(text.data()), text.size()}};
        Transferred sent;
        do sent = send_now(socket->native_handle(), parts);
        while (sent.bytes > 0);
        ASSERT_FALSE(sent.error);
    }

    std::unique_ptr<Socket> socket;
    Descriptor peer;
};

// Says in which order things happen.
class Log {
  public:
    [[nodiscard]] std::function<void(error_code)> note(const std::string& word) {
        return
            [this, word](error_code error) { lines.push_back(word + (error ? " aborted" : "")); };
    }
    std::vector<std::string> lines;
};

using Lines = std::vector<std::string>;

class EventLoopTest : public testing::Test {
  protected:
    EventLoop loop_;
    Log log_;
};

TEST_F(EventLoopTest, TellsOfBytesThatCameBeforeOrAfterTheWait) {
    const Pair pair{loop_};
    EXPECT_EQ(pair.heard(), "");
    pair.say("before");
    Call first{log_.note("first")};
    pair.socket->wait_readable(first);
    loop_.poll();
    EXPECT_EQ(log_.lines, Lines{"first"});
    EXPECT_EQ(pair.heard(), "before");

    Call second{log_.note("second")};
    pair.socket->wait_readable(second);
    loop_.poll();
    EXPECT_EQ(log_.lines, Lines{"first"}) << "nothing is there";
    pair.say("after");
    loop_.poll();
    EXPECT_EQ(log_.lines, (Lines{"first", "second"}));
    EXPECT_EQ(pair.heard(), "after");
}

TEST_F(EventLoopTest, TellsOfWhatWasLeftByAReadThatCouldHaveTakenMore) {
    const Pair pair{loop_};
    pair.say(std::string(64, 'a') + "rest");
    Call first{log_.note("first")};
    pair.socket->wait_readable(first);
    loop_.poll();
    EXPECT_EQ(pair.heard(), std::string(64, 'a'));
    EXPECT_FALSE(pair.socket->exhausted());
    Call second{log_.note("second")};
    pair.socket->wait_readable(second);
    EXPECT_EQ(log_.lines, Lines{"first"}) << "not from within the call";
    loop_.poll();
    EXPECT_EQ(log_.lines, (Lines{"first", "second"}));
    EXPECT_EQ(pair.heard(), "rest");
    EXPECT_TRUE(pair.socket->exhausted());
}

// The end comes with the last bytes, of which the kernel tells but once.
TEST_F(EventLoopTest, TellsOfTheEndThatCameTogetherWithBytes) {
    Pair pair{loop_};
    EXPECT_EQ(pair.heard(), "");
    Call first{log_.note("first")};
    pair.socket->wait_readable(first);
    pair.say("last");
    pair.peer.close();
    loop_.poll();
    EXPECT_EQ(pair.heard(), "last");
    Call second{log_.note("second")};
    pair.socket->wait_readable(second);
    loop_.poll();
    EXPECT_EQ(log_.lines, (Lines{"first", "second"}));
    EXPECT_EQ(pair.heard(), "(end)");
}

TEST_F(EventLoopTest, TellsOfTheEndThatComesAfterAReadThatTookAll) {
    Pair pair{loop_};
    pair.say("last");
    EXPECT_EQ(pair.heard(), "last");
    Call call{log_.note("told")};
    pair.socket->wait_readable(call);
    loop_.poll();
    EXPECT_EQ(log_.lines, Lines{});
    pair.peer.close();
    loop_.poll();
    EXPECT_EQ(log_.lines, Lines{"told"});
    EXPECT_EQ(pair.heard(), "(end)");
}

TEST_F(EventLoopTest, TellsOfWhatComesBehindAnUrgentByte) {
    const Pair pair{loop_};
    EXPECT_EQ(pair.heard(), "");
    Call first{log_.note("first")};
    pair.socket->wait_readable(first);
    loop_.poll();
    pair.say("before");
    ASSERT_EQ(::send(pair.peer.number(), "!", 1, MSG_OOB), 1);
    pair.say("behind");
    loop_.poll();
    EXPECT_EQ(pair.heard(), "before");
    Call second{log_.note("second")};
    pair.socket->wait_readable(second);
    loop_.poll();
    EXPECT_EQ(log_.lines, (Lines{"first", "second"}));
    EXPECT_EQ(pair.heard(), "behind");
}

TEST_F(EventLoopTest, TellsOfRoomOnceThePeerHasRead) {
    const Pair pair{loop_, Transport::local};
    pair.fill();
    Call call{log_.note("room")};
    pair.socket->wait_writable(call);
    loop_.poll();
    loop_.poll();
    EXPECT_EQ(log_.lines, Lines{});
    std::vector<char> memory(65536);
    while (::recv(pair.peer.number(), memory.data(), memory.size(), 0) > 0) continue;
    loop_.poll();
    EXPECT_EQ(log_.lines, Lines{"room"});
}

TEST_F(EventLoopTest, AbortsWaitsAndNotFromWithinTheCall) {
    const Pair pair{loop_, Transport::local};
    EXPECT_EQ(pair.heard(), "");
    pair.fill();
    Call reads{log_.note("reads")};
    Call writes{log_.note("writes")};
    pair.socket->wait_readable(reads);
    pair.socket->wait_writable(writes);
    loop_.poll();
    pair.socket->cancel();
    EXPECT_EQ(log_.lines, Lines{});
    loop_.poll();
    EXPECT_EQ(log_.lines, (Lines{"reads aborted", "writes aborted"}));

    pair.socket->wait_readable(reads);
    pair.socket->close();
    loop_.poll();
    pair.socket->wait_readable(reads);
    loop_.poll();
    EXPECT_EQ(log_.lines,
              (Lines{"reads aborted", "writes aborted", "reads aborted", "reads aborted"}));
}

// As a session does that another's event ends.
TEST_F(EventLoopTest, TellsNothingToWhoWasDestroyedInTheSameTurn) {
    Pair one{loop_};
    Pair other{loop_};
    EXPECT_EQ(one.heard() + other.heard(), "");
    Call ends_other{[&](error_code) {
        log_.lines.emplace_back("one");
        other.socket.reset();
    }};
    Call ends_one{[&](error_code) {
        log_.lines.emplace_back("other");
        one.socket.reset();
    }};
    one.socket->wait_readable(ends_other);
    other.socket->wait_readable(ends_one);
    loop_.poll();
    one.say("x");
    other.say("x");
    loop_.poll();
    ASSERT_EQ(log_.lines.size(), 2U) << "the one that is left is told that its wait is over";
    EXPECT_NE(log_.lines[0], log_.lines[1]);
}

TEST_F(EventLoopTest, LeavesOutAWaiterThatIsGone) {
    const Pair pair{loop_};
    auto call = std::make_unique<Call>(log_.note("gone"));
    EXPECT_EQ(pair.heard(), "");
    pair.socket->wait_readable(*call);
    pair.socket->cancel();
    call.reset();
    loop_.poll();
    EXPECT_EQ(log_.lines, Lines{});
}

class Queue final : public Flushable {
  public:
    explicit Queue(Log& log) : log_(log) {}
    void flush() override { log_.lines.emplace_back("flush"); }

  private:
    Log& log_;
};

TEST_F(EventLoopTest, FlushesOnceBehindAllThatATurnBrings) {
    const Pair one{loop_};
    const Pair other{loop_};
    EXPECT_EQ(one.heard() + other.heard(), "");
    Queue queue{log_};
    const auto asks = [&](error_code) {
        log_.lines.emplace_back("asks");
        loop_.flush_later(queue);
    };
    Call first{asks};
    Call second{asks};
    one.socket->wait_readable(first);
    other.socket->wait_readable(second);
    one.say("x");
    other.say("x");
    loop_.on_turn_end([&] { log_.lines.emplace_back("check"); });
    loop_.poll();
    EXPECT_EQ(log_.lines, (Lines{"asks", "asks", "flush", "check"}));
}

TEST_F(EventLoopTest, EndsATurnEarlyOnceItHasReadEnough) {
    const Pair one{loop_};
    const Pair other{loop_};
    EXPECT_EQ(one.heard() + other.heard(), "");
    const auto reads_much = [&](error_code) {
        log_.lines.emplace_back("reads");
        loop_.spend(std::size_t{4} << 20U);
    };
    Call first{reads_much};
    Call second{reads_much};
    one.socket->wait_readable(first);
    other.socket->wait_readable(second);
    one.say("x");
    other.say("x");
    loop_.on_turn_end([&] { log_.lines.emplace_back("check"); });
    loop_.poll();
    EXPECT_EQ(log_.lines, (Lines{"reads", "check", "reads", "check", "check"}));
}

TEST_F(EventLoopTest, RunsWhatIsPostedAndStops) {
    boost::asio::post(loop_.executor(), [&] {
        log_.lines.emplace_back("posted");
        boost::asio::post(loop_.executor(), [&] {
            log_.lines.emplace_back("then");
            loop_.stop();
        });
    });
    loop_.run();
    EXPECT_EQ(log_.lines, (Lines{"posted", "then"}));
}

TEST_F(EventLoopTest, RunsWhatIsPostedByAFlush) {
    class Posts final : public Flushable {
      public:
        explicit Posts(EventLoop& loop) : loop_(loop) {}
        void flush() override {
            boost::asio::post(loop_.executor(), [this] { loop_.stop(); });
        }

      private:
        EventLoop& loop_;
    };
    Posts posts{loop_};
    loop_.flush_later(posts);
    loop_.run();
}

TEST_F(EventLoopTest, CallsATimerOnceAndNotWhenItWasCancelled) {
    Timer cancelled{loop_, [&] { log_.lines.emplace_back("cancelled"); }};
    Timer timer{loop_, [&] {
                    log_.lines.emplace_back("timer");
                    loop_.stop();
                }};
    cancelled.expire_after(std::chrono::milliseconds{1});
    cancelled.cancel();
    timer.expire_after(std::chrono::milliseconds{1500});
    timer.expire_after(std::chrono::milliseconds{2});
    loop_.run();
    EXPECT_EQ(log_.lines, Lines{"timer"});
}

TEST_F(EventLoopTest, TellsOfSignalsWhichDoNothingElse) {
    const Signals signals{loop_, {SIGUSR1, SIGUSR2}, [&](int signal) {
                              log_.lines.emplace_back(signal == SIGUSR2 ? "two" : "one");
                              loop_.stop();
                          }};
    ASSERT_EQ(::raise(SIGUSR2), 0);
    loop_.run();
    EXPECT_EQ(log_.lines, Lines{"two"});
}

TEST_F(EventLoopTest, SwallowsASignalThatComesLast) {
    {
        const Signals signals{loop_, {SIGUSR1}, [](int) {}};
        ASSERT_EQ(::raise(SIGUSR1), 0);
    }
    SUCCEED() << "it would have ended the program";
}

}  // namespace
}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
// Guests of the real server.
#include <csignal>

#include "signaling/guests.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::client::test {
namespace {

using keks::test::ServerOptions;
using keks::test::ServerProcess;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string came(const Guest& one) {
    return "came " + std::to_string(one.id());
}

class RoomOfGuests : public Guests {
  protected:
    /** Two who see each other. */
    std::pair<Guest&, Guest&> two() {
        Guest& a = joined_guest(uri());
        Guest& b = joined_guest(uri());
        EXPECT_TRUE(run_until([&] { return !a.log.empty() && !b.log.empty(); }));
        return {a, b};
    }
    [[nodiscard]] std::string uri() const {
        return "ws://127.0.0.1:" + std::to_string(server->address().port);
    }

    std::unique_ptr<ServerProcess> server = std::make_unique<ServerProcess>();
};

TEST_F(RoomOfGuests, SeeEachOther) {
    auto [a, b] = two();
    EXPECT_NE(a.id(), b.id());
    EXPECT_THAT(a.log, ElementsAre(came(b)));
    EXPECT_THAT(b.log, ElementsAre(came(a)));
}

TEST_F(RoomOfGuests, SendMessagesOfAnySizeUpTo12MebibytesBothWaysAndInOrder) {
    auto [a, b] = two();
    const std::string large(std::size_t{256} << 10U, 'x');
    const std::string huge((std::size_t{12} << 20U) - 100, 'y');
    std::size_t expected = 0;
    for (const auto& [from, to] : {std::pair<Guest&, Guest&>{a, b}, {b, a}}) {
        EXPECT_TRUE(from.signaling->send(to.id(), "first"));
        EXPECT_TRUE(from.signaling->send(to.id(), large));
        EXPECT_TRUE(from.signaling->send({}, huge));
        EXPECT_TRUE(from.signaling->send(from.id(), "to myself"));
        EXPECT_TRUE(from.signaling->send({}, "\"last\"\n"));
        expected += 5;
        ASSERT_TRUE(run_until([&] { return a.messages.size() + b.messages.size() == expected; }));
    }
    for (Guest* to : {&a, &b}) {
        std::erase(to->messages, "to myself");
        EXPECT_TRUE(to->messages == (std::vector<std::string>{"first", large, huge, "\"last\"\n"}));
        EXPECT_THAT(to->lost, IsEmpty());
    }
}

TEST_F(RoomOfGuests, ComeBackWhenTheServerWasStartedAnew) {
    auto [a, b] = two();
    server->send_signal(SIGTERM);
    ASSERT_TRUE(run_until([&] { return !a.lost.empty() && !b.lost.empty(); }));
    EXPECT_THAT(a.lost[0], AllOf(HasSubstr("closed the connection (1001)"),
                                 HasSubstr("the server is shutting down")));
    EXPECT_FALSE(a.signaling->send({}, "nobody hears this"));
    const auto again = "127.0.0.1:" + std::to_string(server->address().port);
    EXPECT_EQ(server->await_exit(), (keks::test::Exit{.code = 0, .signal = 0}));
    ASSERT_TRUE(run_until([&] { return a.lost.size() > 1; }));
    EXPECT_THAT(a.lost[1], HasSubstr("Connection refused"));
    a.log.clear();
    b.log.clear();
    ServerOptions same_port;
    same_port.bind = again;
    server = std::make_unique<ServerProcess>(same_port);
    ASSERT_TRUE(run_until([&] { return !a.log.empty() && !b.log.empty(); }));
    EXPECT_EQ(a.own_ids.size(), 2U);
    EXPECT_THAT(a.log, ElementsAre(came(b)));
    EXPECT_THAT(b.log, ElementsAre(came(a)));
    EXPECT_TRUE(a.signaling->send(b.id(), "hello again"));
    ASSERT_TRUE(run_until([&] { return !b.messages.empty(); }));
}

TEST_F(RoomOfGuests, SendAllThatWaitsBeforeTheyClose) {
    auto [a, b] = two();
    const std::string huge(std::size_t{4} << 20U, 'x');
    EXPECT_TRUE(a.signaling->send({}, huge));
    EXPECT_TRUE(a.signaling->send({}, "goodbye"));
    bool closed = false;
    a.signaling->close([&] { closed = true; });
    EXPECT_FALSE(closed);
    EXPECT_FALSE(a.signaling->send({}, "too late"));
    const auto left = "left " + std::to_string(a.id());
    ASSERT_TRUE(run_until([&] { return closed && b.log.back() == left; }));
    EXPECT_TRUE(b.messages == (std::vector<std::string>{huge, "goodbye"}));
    EXPECT_THAT(a.lost, IsEmpty());
}

TEST_F(RoomOfGuests, AreGoneForTheOthersWhenTheyAreDestroyed) {
    auto [a, b] = two();
    const auto left = "left " + std::to_string(a.id());
    a.signaling.reset();
    EXPECT_TRUE(run_until([&] { return b.log.back() == left; }));
}

TEST_F(RoomOfGuests, QueueNoMoreThanTheBoundForAServerThatDoesNotRead) {
    auto options = quick();
    options.send_bytes = std::size_t{8} << 20U;
    Guest& one = joined_guest(uri(), std::move(options));
    server->pause();
    const std::string piece(std::size_t{1} << 20U, 'x');
    unsigned taken = 0;
    while (one.signaling->send({}, piece)) {
        ASSERT_LT(++taken, 100U);
        loop.poll();
    }
    EXPECT_GE(taken, 7U);
    EXPECT_THAT(one.lost, IsEmpty());
    server->resume();
    EXPECT_TRUE(run_until([&] { return one.signaling->send(one.id(), "there is room again"); }));
    EXPECT_TRUE(run_until([&] { return !one.messages.empty(); }));
}

TEST_F(RoomOfGuests, NoticeAServerThatNoLongerLives) {
    auto options = quick();
    options.times.ping = std::chrono::milliseconds{50};
    options.times.answer = std::chrono::milliseconds{200};
    Guest& one = joined_guest(uri(), std::move(options));
    server->pause();
    EXPECT_TRUE(run_until([&] { return !one.lost.empty(); }));
    EXPECT_EQ(one.lost[0], "the server gives no sign of life");
    server->resume();
    EXPECT_TRUE(run_until([&] { return one.own_ids.size() > 1; }));
}

TEST_F(RoomOfGuests, FindTheServerBelowAPathOnlyWhereItIs) {
    EXPECT_TRUE(joined_guest(uri() + "/signaling").joined());
    const auto said = trouble(uri() + "/elsewhere");
    EXPECT_THAT(said, AllOf(HasSubstr("failed: 127.0.0.1:"), HasSubstr("/elsewhere/signaling"),
                            HasSubstr("HTTP 404")));
}

TEST_F(RoomOfGuests, MeetOthersWhoComeByOtherClients) {
    Guest& one = joined_guest(uri());
    auto other = keks::test::member(server->address(), "room");
    other.expect(keks::test::joined(one.id()));
    ASSERT_TRUE(run_until([&] { return !one.log.empty(); }));
    EXPECT_TRUE(one.signaling->send(other.id(), "for you"));
    ASSERT_FALSE(one.signaling->send({}, std::string(std::size_t{33} << 20U, 'x')));
    loop.poll();
    other.expect(keks::test::said(one.id(), "for you"));
    other.relay_to(one.id(), "for you too");
    ASSERT_TRUE(run_until([&] { return !one.messages.empty(); }));
    EXPECT_THAT(one.messages, ElementsAre("for you too"));
}

}  // namespace
}  // namespace keks::client::test

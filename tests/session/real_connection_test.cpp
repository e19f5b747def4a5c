// SPDX-License-Identifier: AGPL-3.0-only
// Sessions on real connections; only the server between them is none.
#include "client/session.hpp"

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/fake_signaling.hpp"

namespace keks::client::test {
namespace {

class Sessions : public testing::Test {
  protected:
    struct Person {
        std::unique_ptr<keks::test::FakeSignaling> signaling;
        std::unique_ptr<Session> session;
        std::vector<std::unique_ptr<DataChannel>> channels;
        std::string heard;

        MemberKey other() const { return session->members().at(0).key; }
        bool is_connected() const {
            const auto members = session->members();
            return !members.empty() && members[0].connected;
        }
        OnChannel keeps() {
            return [this](OpenedChannel opened) {
                ASSERT_TRUE(opened.has_value());
                (*opened)->listen({.opened = {},
                                   .message =
                                       [this](auto bytes, bool /*text*/) {
                                           const auto* const text =
                                               reinterpret_cast<const char*>(bytes.data());
                                           heard.append(text, bytes.size());
                                       },
                                   .drained = {},
                                   .closed = [this] { heard += "(closed)"; }});
                channels.push_back(std::move(*opened));
            };
        }
    };

    void enter(Person& person, const std::string& name, char digit) {
        person.signaling = std::make_unique<keks::test::FakeSignaling>(server);
        SessionEvents events;
        events.requested = [&person](MemberKey key, const Resource& what) {
            EXPECT_TRUE(person.session->open_channel(key, what.id, person.keeps()));
        };
        person.session = std::make_unique<Session>(
            *person.signaling, *factory, manual, keys,
            SessionOptions{name, std::string(32, digit), {}, capability::usual()},
            std::move(events));
        person.session->start();
        manual.run();
    }

    /** Runs both loops until `done`; false after half a minute. */
    bool run_until(const std::function<bool()>& done) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!done()) {
            if (std::chrono::steady_clock::now() > deadline) return false;
            manual.run();
            loop.run_one_for(std::chrono::milliseconds{10});
        }
        return true;
    }

    void SetUp() override {
        enter(alice, "alice", 'a');
        enter(bob, "bob", 'b');
        alice.session->provide({Resource::Kind::file, "song", "song.txt", 5});
        bob.session->provide({Resource::Kind::file, "film", "film.txt", 5});
        manual.run();
    }

    boost::asio::io_context loop{1};
    boost::asio::executor_work_guard<boost::asio::any_io_executor> waiting{loop.get_executor()};
    std::unique_ptr<PeerConnectionFactory> factory = make_webrtc_factory(loop.get_executor());
    keks::test::ManualLoop manual;
    keks::test::FakeServer server{manual};
    crypto::RoomKeys keys{crypto::MessageKey{crypto::MessageKey::Bytes{1}}, "hash"};
    Person alice;
    Person bob;
};

TEST_F(Sessions, OpenAChannelForWhatIsRequested) {
    ASSERT_TRUE(bob.session->request(bob.other(), "song", bob.keeps()));
    ASSERT_TRUE(run_until([&] { return bob.channels.size() == 1 && alice.channels.size() == 1; }));
    EXPECT_TRUE(alice.channels[0]->send_text("la"));
    ASSERT_TRUE(run_until([&] { return bob.heard == "la"; }));
    alice.channels.clear();
    ASSERT_TRUE(run_until([&] { return bob.heard == "la(closed)"; }));
}

TEST_F(Sessions, SettleWhenBothConnectAtOnce) {
    ASSERT_TRUE(bob.session->request(bob.other(), "song", bob.keeps()));
    ASSERT_TRUE(alice.session->request(alice.other(), "film", alice.keeps()));
    ASSERT_TRUE(run_until([&] { return bob.channels.size() == 2 && alice.channels.size() == 2; }));
}

TEST_F(Sessions, GoOnWithTheirChannelsUnderOtherIds) {
    ASSERT_TRUE(bob.session->request(bob.other(), "song", bob.keeps()));
    ASSERT_TRUE(run_until([&] { return bob.channels.size() == 1 && alice.channels.size() == 1; }));
    const auto before = bob.other();
    server.restart();
    manual.run();
    server.next_id = 100;
    bob.signaling->reconnect();
    alice.signaling->reconnect();
    manual.elapse(std::chrono::seconds{40});
    EXPECT_EQ(bob.other(), before);
    EXPECT_TRUE(alice.channels[0]->send_text("la"));
    ASSERT_TRUE(run_until([&] { return bob.heard == "la"; }));
}

TEST_F(Sessions, ConnectAnewWhenTheOtherSideComesBackAsAnotherProcess) {
    ASSERT_TRUE(bob.session->request(bob.other(), "song", bob.keeps()));
    ASSERT_TRUE(run_until([&] { return bob.channels.size() == 1 && alice.channels.size() == 1; }));
    alice.channels.clear();
    alice.session.reset();
    alice.signaling.reset();
    ASSERT_TRUE(
        run_until([&] { return bob.heard == "(closed)" && bob.session->members().empty(); }));
    enter(alice, "alice", 'c');
    alice.session->provide({Resource::Kind::file, "song", "song.txt", 5});
    manual.run();
    ASSERT_TRUE(bob.session->request(bob.other(), "song", bob.keeps()));
    ASSERT_TRUE(run_until([&] { return bob.channels.size() == 2 && alice.channels.size() == 1; }));
}

TEST_F(Sessions, ConnectAnewWithWhoReturnsUnderTheSameSession) {
    ASSERT_TRUE(bob.session->request(bob.other(), "song", bob.keeps()));
    ASSERT_TRUE(run_until([&] { return bob.channels.size() == 1 && alice.channels.size() == 1; }));
    const auto before = bob.other();
    server.restart();
    manual.run();
    alice.session.reset();
    ASSERT_TRUE(run_until([&] { return bob.heard == "(closed)" && !bob.is_connected(); }));
    enter(alice, "alice", 'a');
    alice.session->provide({Resource::Kind::file, "song", "song.txt", 5});
    bob.signaling->reconnect();
    manual.run();
    EXPECT_EQ(bob.other(), before);
    bob.session->settled(before, "song");
    ASSERT_TRUE(bob.session->request(before, "song", bob.keeps()));
    ASSERT_TRUE(run_until([&] { return bob.channels.size() == 2 && alice.channels.size() == 2; }));
}

}  // namespace
}  // namespace keks::client::test

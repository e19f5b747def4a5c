// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gmock/gmock.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "client/make_signaling.hpp"
#include "support/deadline.hpp"

namespace keks::client::test {

/** One who is, or would be, in a room; and what happened to them. */
struct Guest {
    std::unique_ptr<Signaling> signaling;
    std::vector<ClientId> own_ids;
    std::vector<std::string> log;
    std::vector<std::string> lost;
    std::vector<std::string> failed;
    std::vector<std::string> messages;

    [[nodiscard]] bool joined() const { return !own_ids.empty(); }
    [[nodiscard]] ClientId id() const { return own_ids.back(); }
};

/** A loop, and guests on it. */
class Guests : public testing::Test {
  protected:
    /** Before the servers, which otherwise wait for guests to close. */
    void TearDown() override {
        guests.clear();
        loop.poll();
    }

    /** Runs the loop until `done`; false when that takes too long. */
    bool run_until(const std::function<bool()>& done) {
        const keks::test::Deadline deadline;
        while (!done()) {
            if (deadline.passed()) return false;
            loop.run_one_for(std::chrono::milliseconds{100});
        }
        return true;
    }

    /** Comes back soon, so that no test waits for a back-off. */
    static SignalingOptions quick() {
        return {.random = [] { return 0.0; }};
    }

    Guest& guest(const std::string& uri, SignalingOptions options = quick()) {
        guests.push_back(std::make_unique<Guest>());
        Guest& one = *guests.back();
        const auto parsed = parse_server_uri(uri);
        if (!parsed) throw std::runtime_error{uri + ": " + parsed.error().reason};
        one.signaling = make_signaling(loop.get_executor(), *parsed, "room", std::move(options));
        one.signaling->start(events(one));
        return one;
    }

    Guest& joined_guest(const std::string& uri, SignalingOptions options = quick()) {
        Guest& one = guest(uri, std::move(options));
        EXPECT_TRUE(run_until([&] { return one.joined() || !one.failed.empty(); }));
        EXPECT_THAT(one.failed, testing::IsEmpty());
        return one;
    }

    /** Until it is lost for the first time, or failed: what it said of that. */
    std::string trouble(const std::string& uri, SignalingOptions options = quick()) {
        Guest& one = guest(uri, std::move(options));
        EXPECT_TRUE(run_until([&] { return !one.lost.empty() || !one.failed.empty(); }));
        std::string said =
            one.failed.empty() ? "lost: " + one.lost.at(0) : "failed: " + one.failed[0];
        one.signaling.reset();
        return said;
    }

    static Signaling::Events events(Guest& one) {
        return {
            .joined = [&one](ClientId own) { one.own_ids.push_back(own); },
            .member_joined =
                [&one](ClientId id) { one.log.push_back("came " + std::to_string(id)); },
            .member_left = [&one](ClientId id) { one.log.push_back("left " + std::to_string(id)); },
            .message =
                [&one](ClientId sender, std::string sealed) {
                    one.log.push_back("message of " + std::to_string(sender));
                    one.messages.push_back(std::move(sealed));
                },
            .lost = [&one](std::string reason, auto) { one.lost.push_back(std::move(reason)); },
            .failed = [&one](std::string reason) { one.failed.push_back(std::move(reason)); }};
    }

    boost::asio::io_context loop{1};
    // Between events there is nothing to do, and yet it goes on.
    boost::asio::executor_work_guard<boost::asio::any_io_executor> waiting{loop.get_executor()};
    std::vector<std::unique_ptr<Guest>> guests;
};

}  // namespace keks::client::test

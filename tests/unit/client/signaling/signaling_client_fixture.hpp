// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "client/signaling/signaling_client.hpp"
#include "support/fake_link.hpp"
#include "support/manual_clock.hpp"

namespace keks::client::test {

inline constexpr const char* init_5 = R"({"init":{"your_id":5,"version":"1"}})";
inline constexpr const char* join_5 = R"({"client_join":{"id":5}})";

/** A client whose time and connections are the test's, and what it said. */
class SignalingClientTest : public testing::Test {
  protected:
    SignalingClientTest() {
        client = std::make_shared<SignalingClient>(
            clock, links.maker(),
            SignalingClient::Options{
                .room_hash = "hash", .send_bytes = 100, .times = {}, .random = [] { return 1.0; }});
    }

    Signaling::Events events() {
        return {
            .joined = [this](ClientId id) { note("joined " + std::to_string(id)); },
            .member_joined = [this](ClientId id) { note("came " + std::to_string(id)); },
            .member_left = [this](ClientId id) { note("left " + std::to_string(id)); },
            .message = [this](ClientId id,
                              const std::string& text) { note(std::to_string(id) + ": " + text); },
            .lost =
                [this](const std::string& reason, std::chrono::milliseconds pause) {
                    note("lost: " + reason + ", " + std::to_string(pause.count()));
                },
            .failed = [this](const std::string& reason) { note("failed: " + reason); }};
    }
    void note(std::string line) { log.push_back(std::move(line)); }

    void start() { client->start(events()); }
    void start_and_join() {
        start();
        join_again();
    }
    /** What the server does until we are in the room, over the last connection. */
    void join_again() {
        links.last().open();
        links.last().text(init_5);
        links.last().text(join_5);
        links.last().sent.clear();
        log.clear();
    }
    void close() {
        client->close([this] { note("closed"); });
    }

    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>();
    FakeLinks links;
    std::shared_ptr<SignalingClient> client;
    std::vector<std::string> log;
};

}  // namespace keks::client::test

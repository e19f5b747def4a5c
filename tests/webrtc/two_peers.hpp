// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/peer_connection.hpp"

namespace keks::client::test {

/** One end: a connection, what it said, and its channels. */
struct Peer {
    std::unique_ptr<PeerConnection> connection;
    std::vector<ConnectionState> states;
    std::vector<std::string> refused;
    std::vector<std::unique_ptr<DataChannel>> incoming;

    bool is(ConnectionState state) const { return !states.empty() && states.back() == state; }
};

/** Two connections in one process that signal to each other directly. */
class TwoPeers : public testing::Test {
  protected:
    void SetUp() override {
        a.connection = make(a, b);
        b.connection = make(b, a);
    }

    /** Runs the loop until `done`; false after half a minute. */
    bool run_until(const std::function<bool()>& done) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{30};
        while (!done()) {
            if (std::chrono::steady_clock::now() > deadline) return false;
            loop.run_one_for(std::chrono::milliseconds{100});
        }
        return true;
    }

    bool connect() {
        a.connection->make_offer();
        return run_until([this] {
            return a.is(ConnectionState::connected) && b.is(ConnectionState::connected);
        });
    }

    /** A channel that `a` opened, at both ends. */
    bool open_channel(std::unique_ptr<DataChannel>& at_a, std::string label = "label") {
        at_a = a.connection->open_channel(std::move(label));
        const std::size_t before = b.incoming.size();
        return run_until([&] { return at_a->is_open() && b.incoming.size() > before; });
    }

    std::unique_ptr<PeerConnection> make(Peer& self, Peer& other) {
        PeerConnection::Events events;
        events.local_description = [&other](const SessionDescription& description) {
            other.connection->set_remote(description);
            if (description.type == SessionDescription::Type::offer) {
                other.connection->make_answer();
            }
        };
        events.candidate = [&other](const IceCandidate& candidate) {
            other.connection->add_candidate(candidate);
        };
        events.channel = [&self](std::unique_ptr<DataChannel> channel) {
            self.incoming.push_back(std::move(channel));
        };
        events.state = [&self](ConnectionState state) { self.states.push_back(state); };
        events.refused = [&self](const std::string& reason) { self.refused.push_back(reason); };
        return factory->create({}, std::move(events));
    }

    boost::asio::io_context loop{1};
    // Between events there is nothing to do, and yet it goes on.
    boost::asio::executor_work_guard<boost::asio::any_io_executor> waiting{loop.get_executor()};
    std::unique_ptr<PeerConnectionFactory> factory = make_webrtc_factory(loop.get_executor());
    Peer a;
    Peer b;
};

}  // namespace keks::client::test

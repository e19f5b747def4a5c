// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "client/peer_connection.hpp"

namespace keks::client::test {

inline std::string as_text(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/** Listens, and appends what comes to `log`. */
inline void record(DataChannel& channel, std::vector<std::string>& log) {
    channel.listen({.opened = [&log] { log.emplace_back("opened"); },
                    .message =
                        [&log](auto bytes, bool text) {
                            log.push_back((text ? "text " : "bytes ") + as_text(bytes));
                        },
                    .drained = [] {},
                    .closed = [&log] { log.emplace_back("closed"); }});
}

/** One end: a connection, what it said, and its channels. */
struct Peer {
    std::unique_ptr<PeerConnection> connection;
    std::vector<ConnectionState> states;
    std::vector<std::string> refused;
    std::vector<std::unique_ptr<DataChannel>> incoming;
    /** What becomes of its descriptions and candidates on the way; false: a candidate is lost. */
    std::function<void(SessionDescription&)> alter_description = [](auto&) {};
    std::function<bool(IceCandidate&)> pass_candidate = [](auto&) { return true; };

    bool is(ConnectionState state) const { return !states.empty() && states.back() == state; }
};

/** Two connections in one process that signal to each other directly. */
class TwoPeers : public testing::Test {
  protected:
    void SetUp() override {
        a.connection = make(a, b);
        b.connection = make(b, a);
    }

    /** Runs the loop until `done`; false if that takes longer than anything does that works. */
    bool run_until(const std::function<bool()>& done,
                   std::chrono::seconds patience = std::chrono::seconds{30}) {
        const auto deadline = std::chrono::steady_clock::now() + patience;
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
        events.local_description = [&self, &other](SessionDescription description) {
            self.alter_description(description);
            other.connection->set_remote(description);
            if (description.type == SessionDescription::Type::offer) {
                other.connection->make_answer();
            }
        };
        events.candidate = [&self, &other](IceCandidate candidate) {
            if (self.pass_candidate(candidate)) other.connection->add_candidate(candidate);
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

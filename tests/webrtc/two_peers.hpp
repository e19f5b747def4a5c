// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>
#include <openssl/rand.h>

#include <algorithm>
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
#include "support/counting_executor.hpp"
#include "support/sha256.hpp"

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
        return open_channel(a, b, at_a, std::move(label));
    }
    bool open_channel(Peer& from, Peer& to, std::unique_ptr<DataChannel>& own, std::string label) {
        own = from.connection->open_channel(std::move(label));
        const std::size_t before = to.incoming.size();
        return run_until([&] { return own->is_open() && to.incoming.size() > before; });
    }

    /** Random bytes from `a` to `b`, on a channel of their own: whether the digests are the same.
     */
    bool carries(std::size_t bytes) { return carries(a, b, bytes); }
    bool carries(Peer& from, Peer& to, std::size_t bytes) {
        std::unique_ptr<DataChannel> channel;
        if (!open_channel(from, to, channel, "label")) return false;
        keks::test::Sha256 sent;
        keks::test::Sha256 received;
        std::size_t arrived = 0;
        to.incoming.back()->listen({.opened = {},
                                    .message =
                                        [&](auto message, bool) {
                                            received.add(message);
                                            arrived += message.size();
                                        },
                                    .drained = {},
                                    .closed = {}});
        std::size_t left = bytes;
        const auto refill = [&] {
            while (left != 0 && channel->buffered_amount() <= DataChannel::low_water) {
                std::vector<std::byte> message(std::min<std::size_t>(left, 32768));
                RAND_bytes(reinterpret_cast<unsigned char*>(message.data()),
                           static_cast<int>(message.size()));
                sent.add(message);
                left -= channel->send(message) ? message.size() : 0;
            }
        };
        channel->listen({.opened = refill, .message = {}, .drained = refill, .closed = {}});
        constexpr std::chrono::seconds patience{100};
        return run_until([&] { return arrived == bytes; }, patience) &&
               sent.hex() == received.hex();
    }

    std::unique_ptr<PeerConnection> make(Peer& self, Peer& other,
                                         std::vector<IceServer> servers = {}) {
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
        return factory->create(std::move(servers), std::move(events));
    }

    boost::asio::io_context loop{1};
    // Between events there is nothing to do, and yet it goes on.
    boost::asio::executor_work_guard<boost::asio::any_io_executor> waiting{loop.get_executor()};
    /** Of the WebRTC thread. */
    keks::test::Posts posts;
    std::unique_ptr<PeerConnectionFactory> factory =
        make_webrtc_factory(keks::test::CountingExecutor{loop.get_executor(), posts});
    Peer a;
    Peer b;
};

}  // namespace keks::client::test

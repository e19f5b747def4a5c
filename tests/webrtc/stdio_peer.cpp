// SPDX-License-Identifier: AGPL-3.0-only
// One connection of our WebRTC stack, told what to do by JSON lines on standard input, and telling
// what happens by JSON lines on standard output. Signalling is up to whoever holds the two. It
// believes what it is told: a line that is no command ends it.
//
//   {"do": "offer" | "answer" | "roll_back" | "close"}
//   {"do": "both_are_rift"}  before it is connected
//   {"do": "remote", "type": "offer" | "answer" | "rollback", "sdp": …}
//   {"do": "candidate", "candidate": …, "sdpMid": …, "sdpMLineIndex": …}
//   {"do": "open" | "pause" | "resume" | "empty" | "digest" | "shut", "label": …}
//   {"do": "text", "label": …, "text": …}
//   {"do": "stream", "label": …, "bytes": …}  random bytes; then it tells their digest
//   {"do": "pour", "label": …, "bytes": …, "message": …}  the same random bytes again and again,
//   without a digest; in messages of so many, or of the largest that rift sends
//   {"do": "count", "label": …}  from now on no digest is made of what comes
// A digest comes with the longest that a message was waited for, in milliseconds.
//
// Events: description, candidate, channel, opened, text, digest, streamed, shut, state, refused.
#include <openssl/rand.h>

#include <unistd.h>
#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "client/peer_connection.hpp"
#include "client/resources/framing.hpp"
#include "support/sha256.hpp"

namespace keks::client::test {
namespace {

using Json = nlohmann::json;

void tell(const Json& event) {
    std::cout << event.dump(-1, ' ', false, Json::error_handler_t::replace) << std::endl;
}

/** One channel: sums up the bytes that come, and tells texts as they come. */
class Ear {
  public:
    explicit Ear(std::unique_ptr<DataChannel> channel) : channel_(std::move(channel)) {
        channel_->listen({.opened = [this] { say("opened"); },
                          .message = [this](auto bytes, bool text) { take(bytes, text); },
                          .drained = [this] { refill(); },
                          .closed = [this] { say("shut"); }});
    }

    DataChannel& channel() { return *channel_; }

    void digest() {
        say("digest", {{"bytes", bytes_},
                       {"messages", messages_},
                       {"sha256", in_.hex()},
                       {"pause", longest_pause_.count()}});
    }

    void stream(std::size_t bytes) {
        left_ = bytes;
        refill();
    }

    void pour(std::size_t bytes, std::size_t message) {
        noise_ = random_bytes(message);
        stream(bytes);
    }

    void count() { digests_ = false; }

  private:
    void say(const char* event, Json with = Json::object()) {
        with["event"] = event;
        with["label"] = channel_->label();
        tell(with);
    }

    void take(std::span<const std::byte> bytes, bool text) {
        if (text) {
            const auto* const chars = reinterpret_cast<const char*>(bytes.data());
            return say("text", {{"text", std::string{chars, bytes.size()}}});
        }
        const auto now = Clock::now();
        if (messages_ != 0) {
            longest_pause_ = std::max(
                longest_pause_, std::chrono::duration_cast<std::chrono::milliseconds>(now - last_));
        }
        last_ = now;
        if (digests_) in_.add(bytes);
        bytes_ += bytes.size();
        ++messages_;
    }

    static std::vector<std::byte> random_bytes(std::size_t count) {
        std::vector<std::byte> bytes(count);
        RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count));
        return bytes;
    }

    void refill() {
        while (left_ != 0 && channel_->buffered_amount() <= DataChannel::low_water) {
            if (!(noise_.empty() ? send_new() : send_noise()))
                return say("streamed", {{"sha256", nullptr}});
            if (left_ == 0) say("streamed", {{"sha256", out_.hex()}});
        }
    }

    bool send_new() {
        const auto message = random_bytes(std::min(left_, framing::message));
        if (!channel_->send(message)) return false;
        out_.add(message);
        left_ -= message.size();
        return true;
    }

    bool send_noise() {
        const auto message = std::span{noise_}.first(std::min(left_, noise_.size()));
        if (!channel_->send(message)) return false;
        left_ -= message.size();
        return true;
    }

    using Clock = std::chrono::steady_clock;

    std::unique_ptr<DataChannel> channel_;
    Clock::time_point last_;
    std::chrono::milliseconds longest_pause_{0};
    keks::test::Sha256 in_;
    keks::test::Sha256 out_;
    std::size_t bytes_ = 0;
    std::size_t messages_ = 0;
    std::size_t left_ = 0;
    std::vector<std::byte> noise_;
    bool digests_ = true;
};

class StdioPeer {
  public:
    StdioPeer() : input_(loop_, ::dup(STDIN_FILENO)) { read(); }

    /** Until standard input ends. */
    void run() { loop_.run(); }

  private:
    PeerConnection::Events events() {
        return {.local_description =
                    [](const SessionDescription& description) {
                        const bool offer = description.type == SessionDescription::Type::offer;
                        tell({{"event", "description"},
                              {"type", offer ? "offer" : "answer"},
                              {"sdp", description.sdp}});
                    },
                .candidate =
                    [](const IceCandidate& candidate) {
                        tell({{"event", "candidate"},
                              {"candidate", candidate.candidate},
                              {"sdpMid", candidate.mid},
                              {"sdpMLineIndex", candidate.mline_index}});
                    },
                .channel =
                    [this](std::unique_ptr<DataChannel> channel) {
                        const std::string label = channel->label();
                        tell({{"event", "channel"}, {"label", label}});
                        ears_[label] = std::make_unique<Ear>(std::move(channel));
                    },
                .state =
                    [](ConnectionState state) {
                        constexpr std::array names{"connecting", "connected", "failed", "closed"};
                        tell({{"event", "state"}, {"state", names.at(std::size_t(state))}});
                    },
                .refused =
                    [](const std::string& reason) {
                        tell({{"event", "refused"}, {"reason", reason}});
                    }};
    }

    void read() {
        boost::asio::async_read_until(input_, buffer_, '\n', [this](auto error, std::size_t) {
            if (error) return end();
            std::istream lines{&buffer_};
            std::string line;
            std::getline(lines, line);
            obey(Json::parse(line));
            read();
        });
    }

    void end() {
        ears_.clear();
        connection_.reset();
        factory_.reset();
    }

    void obey(const Json& command) {
        const std::string what = command.at("do");
        // What cannot be is told as `refused`.
        if (what == "offer") return static_cast<void>(connection_->make_offer());
        if (what == "answer") return static_cast<void>(connection_->make_answer());
        if (what == "roll_back") return connection_->roll_back();
        if (what == "close") return connection_->close();
        if (what == "both_are_rift") return connection_->both_are_rift(true);
        if (what == "remote") return set_remote(command);
        if (what == "candidate") {
            return connection_->add_candidate({command.at("candidate"), command.at("sdpMid"),
                                               command.at("sdpMLineIndex").get<int>()});
        }
        const std::string label = command.at("label");
        if (what != "open") return use(*ears_.at(label), what, command);
        ears_[label] = std::make_unique<Ear>(connection_->open_channel(label));
    }

    void set_remote(const Json& command) {
        using Type = SessionDescription::Type;
        const std::map<std::string, Type> types{
            {"offer", Type::offer}, {"answer", Type::answer}, {"rollback", Type::rollback}};
        connection_->set_remote({types.at(command.at("type")), command.at("sdp")});
    }

    static void use(Ear& ear, const std::string& what, const Json& command) {
        if (what == "text") {
            ear.channel().send_text(command.at("text").get<std::string>());
        } else if (what == "empty") {
            ear.channel().send({});
        } else if (what == "stream") {
            ear.stream(command.at("bytes"));
        } else if (what == "pour") {
            ear.pour(command.at("bytes"), command.value("message", framing::large_message));
        } else if (what == "count") {
            ear.count();
        } else if (what == "pause") {
            ear.channel().pause();
        } else if (what == "resume") {
            ear.channel().resume();
        } else if (what == "digest") {
            ear.digest();
        } else if (what == "shut") {
            ear.channel().close();
        } else {
            throw std::invalid_argument{"no such command: " + what};
        }
    }

    boost::asio::io_context loop_{1};
    boost::asio::posix::stream_descriptor input_;
    boost::asio::streambuf buffer_{1 << 20};
    std::unique_ptr<PeerConnectionFactory> factory_ = make_webrtc_factory(loop_.get_executor());
    std::unique_ptr<PeerConnection> connection_ = factory_->create({}, events());
    std::map<std::string, std::unique_ptr<Ear>> ears_;
};

}  // namespace
}  // namespace keks::client::test

int main() {
    try {
        keks::client::test::StdioPeer{}.run();
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::cerr << "stdio_peer: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}

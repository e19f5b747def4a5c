// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <glib.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "client/webrtc/sctp_transport.hpp"

namespace keks::client::webrtc::test {

/** Two associations in one thread, with nothing between them but queues: packets come when the test
 * hands them on, and so many of them between two ticks, however fast the machine is. */
class TwoAssociations : public testing::Test {
  protected:
    static constexpr std::size_t packets_for_a_tick = 64;
    using Packets = std::deque<std::vector<std::byte>>;

    static auto into(Packets& packets) {
        return [&packets](std::span<const std::byte> packet) {
            packets.emplace_back(packet.begin(), packet.end());
        };
    }

    SctpTransport::Events events(bool& connected) {
        return {.connected = [&connected](unsigned) { connected = true; },
                .message =
                    [this](auto, auto, const auto& bytes) {
                        arrived_ += bytes.size();
                        ++messages_arrived_;
                    },
                .incoming_reset = [](auto) {},
                .outgoing_reset = [](auto) {},
                .writable = [this] { on_writable_(); },
                .ended = [this](auto) { ended_ = true; }};
    }

    void connect(const SctpTransport::Options& options) {
        open(options);
        finish_handshake();
    }

    void open(SctpTransport::Options options) {
        // So that a test that is held up for a moment sees no packet twice.
        options.shortest_rto_ms = 1000;
        sender_.emplace(stack_, options, into(data_), events(sender_connected_));
        receiver_.emplace(stack_, options, into(answers_), events(receiver_connected_));
    }

    void finish_handshake() {
        while (!ended_ && !(sender_connected_ && receiver_connected_)) turn();
    }

    // As much as the association takes.
    void pour() {
        if (!pours_) return;
        while (sender_->send(0, 53, message_) == SctpTransport::Sent::yes) continue;
    }

    // What is on the way, as far as it comes between two ticks, and the next tick.
    void turn() {
        for (std::size_t left = packets_for_a_tick; left > 0 && hand_on();) --left;
        ticked_ = false;
        while (!ticked_) g_main_context_iteration(context_.get(), TRUE);
    }

    bool hand_on() {
        while (!answers_.empty()) {
            ++answers_taken_;
            sender_->input(std::exchange(answers_.front(), {}));
            answers_.pop_front();
        }
        if (data_.empty()) return false;
        ++data_taken_;
        receiver_->input(std::exchange(data_.front(), {}));
        data_.pop_front();
        return true;
    }

    void TearDown() override {
        sender_.reset();
        receiver_.reset();
        stack_.remove(clock_);
    }

    struct Free {
        void operator()(GMainContext* context) const { g_main_context_unref(context); }
    };
    const std::unique_ptr<GMainContext, Free> context_{g_main_context_new()};
    SctpStack stack_{context_.get()};
    bool ticked_ = false;
    const SctpStack::Address clock_ = stack_.add({[](auto) {}, [this] { ticked_ = true; }});
    Packets data_;
    Packets answers_;
    std::size_t data_taken_ = 0;
    std::size_t answers_taken_ = 0;
    std::size_t arrived_ = 0;
    std::size_t messages_arrived_ = 0;
    const std::vector<std::byte> message_ = std::vector<std::byte>(std::size_t{64} * 1024);
    bool pours_ = false;
    std::function<void()> on_writable_ = [this] { pour(); };
    bool sender_connected_ = false;
    bool receiver_connected_ = false;
    bool ended_ = false;
    std::optional<SctpTransport> sender_;
    std::optional<SctpTransport> receiver_;
};

}  // namespace keks::client::webrtc::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "keks/protocol/codec.hpp"
#include "server/hub/frame.hpp"
#include "server/hub/outbox.hpp"

namespace keks::test {

// What happened, in order, as lines "<name> <- <packet>", over all outboxes that share the log.
using EventLog = std::vector<std::string>;

// Frames without a transport header, so that a log shows packets as they are.
inline server::FrameEncoder plain_encoder(server::FrameLedger& ledger) {
    return [&ledger](std::span<const protocol::ServerPacket> packets) {
        std::string text;
        for (const auto& packet : packets) protocol::encode(packet, text);
        return std::make_shared<const server::FrameBytes>(ledger, std::move(text), 0);
    };
}

// Records what it gets; refuses from the frame on that would exceed `capacity` frames.
class RecordingOutbox final : public server::Outbox {
  public:
    RecordingOutbox(std::string name, EventLog& log) : name_(std::move(name)), log_(log) {}

    [[nodiscard]] bool push(const server::Frame& frame) override {
        if (frames_.size() >= capacity) {
            ++refused;
            return false;
        }
        frames_.push_back(frame);
        log_.push_back(name_ + " <- " + std::string{frame->view()});
        return true;
    }

    [[nodiscard]] const std::vector<server::Frame>& frames() const { return frames_; }

    std::size_t capacity = std::numeric_limits<std::size_t>::max();
    std::size_t refused = 0;

  private:
    std::string name_;
    EventLog& log_;
    std::vector<server::Frame> frames_;
};

}  // namespace keks::test

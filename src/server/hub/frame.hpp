// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "keks/protocol/packet.hpp"

namespace keks::server {

// Counts the memory of all messages under way, in bytes: each frame's cost once, however many
// queues share it, and what has arrived of messages that are not complete. One thread; outlives
// what it counts.
class FrameLedger {
  public:
    [[nodiscard]] std::size_t live_bytes() const { return live_bytes_; }
    void add(std::size_t bytes) { live_bytes_ += bytes; }
    void subtract(std::size_t bytes) { live_bytes_ -= bytes; }

  private:
    std::size_t live_bytes_ = 0;
};

// What goes over the wire for one packet, or for several in a row, each with its transport header.
// Immutable.
class FrameBytes {
  public:
    // The bytes are `storage` from `begin` on; those before are room that the first header did not
    // need.
    FrameBytes(FrameLedger& ledger, std::string storage, std::size_t begin)
        : ledger_(ledger), storage_(std::move(storage)), begin_(begin) {
        ledger_.add(cost());
    }
    ~FrameBytes() { ledger_.subtract(cost()); }
    FrameBytes(const FrameBytes&) = delete;
    FrameBytes& operator=(const FrameBytes&) = delete;

    [[nodiscard]] std::string_view view() const {
        return std::string_view{storage_}.substr(begin_);
    }
    [[nodiscard]] std::size_t size() const { return storage_.size() - begin_; }
    // The memory that it holds, in bytes. Bounds count this: a million empty pongs are not nothing.
    [[nodiscard]] std::size_t cost() const { return size() + kOverhead; }

  private:
    // This object with its reference count, the allocator's own share, and a queue's pointer to it.
    static constexpr std::size_t kOverhead = 128;

    FrameLedger& ledger_;
    std::string storage_;
    std::size_t begin_;
};

// Encoded once, shared by the queues of all receivers.
using Frame = std::shared_ptr<const FrameBytes>;

// Turns packets, at least one, into what carries them in their order; passed into the hub, which
// knows no wire format.
using FrameEncoder = std::function<Frame(std::span<const protocol::ServerPacket>)>;

}  // namespace keks::server

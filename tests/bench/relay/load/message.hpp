// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace keks::bench {

// What a message says of itself, so that a receiver can check that it is the right one.
struct Stamp {
    std::uint32_t room;
    std::uint32_t sender;    // its place in the room
    std::uint32_t sequence;  // of the messages from this sender to this receiver, from 0
    std::uint64_t due;       // when it should have been sent, in nanoseconds

    bool operator==(const Stamp&) const = default;
};

inline constexpr std::size_t kStampBytes = 40;

// Texts of one length: the stamp in hex digits, and behind it filling that can be checked.
class MessageMaker {
  public:
    // `bytes` is at least kStampBytes.
    explicit MessageMaker(std::size_t bytes);

    // The text of a relay packet with this stamp; to the whole room without a recipient. Valid
    // until the next call.
    [[nodiscard]] std::string_view relay(const Stamp& stamp);
    [[nodiscard]] std::string_view relay(const Stamp& stamp, std::uint64_t recipient);

    // The stamp of a text. Throws std::runtime_error if a byte of the text is not as it was sent.
    [[nodiscard]] Stamp check(std::string_view text) const;

  private:
    std::string_view finish(const Stamp& stamp);

    std::string filling_;
    std::string packet_;
};

// A message packet of the server.
struct Delivery {
    std::uint64_t sender;
    std::string_view text;
};

// Throws std::runtime_error if the packet is not one.
[[nodiscard]] Delivery read_delivery(std::string_view packet);

// The number that follows `key` in a packet. Throws std::runtime_error if there is none.
[[nodiscard]] std::uint64_t number_after(std::string_view packet, std::string_view key);

}  // namespace keks::bench

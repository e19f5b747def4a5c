// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace keks::client::webrtc {

/** Before the first chunk of a packet (RFC 9260, section 3.1). */
inline constexpr std::size_t common_header_bytes = 12;

/** The chunks of an SCTP packet (RFC 9260, section 3), one after another. */
class SctpChunks {
  public:
    static constexpr std::uint8_t data = 0;
    static constexpr std::uint8_t sack = 3;

    struct Chunk {
        std::uint8_t type;
        /** With its header, padding and all that follows it in the packet. */
        std::span<const std::byte> bytes;
    };

    explicit SctpChunks(std::span<const std::byte> packet);

    /** Nothing at the end, or where there is no whole header. */
    std::optional<Chunk> next();

  private:
    std::span<const std::byte> rest_;
};

/** A number of two bytes in network order, both of which have to be there. */
std::size_t number_at(std::span<const std::byte> bytes, std::size_t at);

}  // namespace keks::client::webrtc

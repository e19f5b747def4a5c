// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace keks::client::webrtc::test {

/** SCTP packets (RFC 9260, section 3) as a peer may write them that keeps to no rule. */
class SctpPacket {
  public:
    static constexpr std::uint8_t middle = 0;
    static constexpr std::uint8_t last = 1;
    static constexpr std::uint8_t first = 2;
    static constexpr std::uint8_t whole = first | last;

    /** With the ports and the tag of a packet that was sent in the same direction. */
    explicit SctpPacket(std::span<const std::byte> like) : bytes(like.begin(), like.begin() + 12) {}

    void add_data(std::uint8_t flags, std::uint32_t tsn, std::uint16_t stream,
                  std::uint16_t sequence, std::size_t payload) {
        const std::size_t length = 16 + payload;
        add(0, 1), add(flags, 1), add(length, 2);
        add(tsn, 4), add(stream, 2), add(sequence, 2), add(53, 4);
        bytes.resize(bytes.size() + (payload + 3) / 4 * 4);
    }

    void add_sack(std::uint32_t acknowledged) {
        add(3, 1), add(0, 1), add(16, 2);
        add(acknowledged, 4), add(0, 4), add(0, 4);
    }

    std::vector<std::byte> bytes;

  private:
    void add(std::size_t number, unsigned length) {
        while (length-- > 0) bytes.push_back(std::byte(number >> (8 * length)));
    }
};

/** Of the first chunk, the number (TSN) of data or what a SACK acknowledges. */
inline std::uint32_t tsn_of(std::span<const std::byte> packet) {
    std::uint32_t tsn = 0;
    for (const std::byte each : packet.subspan(16, 4))
        tsn = tsn << 8U | std::to_integer<unsigned>(each);
    return tsn;
}

}  // namespace keks::client::webrtc::test

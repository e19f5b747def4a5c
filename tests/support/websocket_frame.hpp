// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Frames of RFC 6455, section 5.2, written and read independently of what the server uses.
namespace keks::test {

namespace opcode {
inline constexpr unsigned kContinuation = 0;
inline constexpr unsigned kText = 1;
inline constexpr unsigned kBinary = 2;
inline constexpr unsigned kClose = 8;
inline constexpr unsigned kPing = 9;
inline constexpr unsigned kPong = 10;
}  // namespace opcode

enum class LengthForm { shortest, sixteen_bits, sixty_four_bits };

// Everything that a client's frame may get right or wrong.
struct FrameShape {
    unsigned opcode = opcode::kText;
    bool fin = true;
    unsigned reserved = 0;  // RSV1 is 4, RSV2 is 2, RSV3 is 1
    bool masked = true;
    LengthForm length_form = LengthForm::shortest;
    std::optional<std::uint64_t> announced =
        std::nullopt;  // length in the header, where it is not the payload's
};

[[nodiscard]] std::string encode_frame(std::string_view payload, const FrameShape& shape = {});

// A close frame's payload (section 5.5.1).
[[nodiscard]] std::string close_payload(std::uint16_t code, std::string_view reason = {});

struct ServerFrame {
    unsigned opcode = 0;
    bool fin = false;
    unsigned reserved = 0;
    bool masked = false;
    bool shortest_length = true;
    std::string payload;
};

// Cuts a stream of bytes into a server's frames.
class FrameReader {
  public:
    // Where to append what was read.
    [[nodiscard]] std::string& buffer() { return buffer_; }

    // The next frame, if the whole of it is here.
    [[nodiscard]] std::optional<ServerFrame> take();

  private:
    [[nodiscard]] unsigned byte(std::size_t index) const;
    [[nodiscard]] std::uint64_t big_endian(std::size_t index, std::size_t count) const;
    void drop_taken();

    std::string buffer_;
    std::size_t taken_ = 0;
};

}  // namespace keks::test

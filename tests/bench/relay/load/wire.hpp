// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

// As much of RFC 6455 as a load generator needs: it writes masked text frames and reads the
// unmasked frames of a server. It shares no code with the server that it measures.
namespace keks::bench {

// Appends one client text frame with this payload. The mask is constant: unmasking costs a server
// the same whatever the key is.
void append_text_frame(std::string& out, std::string_view payload);

// Appends the answer to a ping.
void append_pong_frame(std::string& out, std::string_view payload);

[[nodiscard]] std::string handshake_request(std::string_view host);

enum class Opcode : std::uint8_t { text = 0x1, close = 0x8, ping = 0x9, pong = 0xA };

// Cuts a server's bytes into frames, however they arrive.
class FrameReader {
  public:
    using OnFrame = std::function<void(Opcode, std::string_view payload)>;

    // Calls `on_frame` for each message and control frame that is complete; the payload is valid
    // during the call. Throws std::runtime_error for what no server may send: a mask.
    void feed(std::string_view bytes, const OnFrame& on_frame);

  private:
    [[nodiscard]] bool take_frame(std::string_view& bytes, const OnFrame& on_frame);
    void take_fragment(std::string_view payload, bool final, const OnFrame& on_frame);

    std::string fragments_;  // of a text that is not complete
    std::string rest_;       // of a frame that is not complete
};

}  // namespace keks::bench

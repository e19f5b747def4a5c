// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <boost/container/vector.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace keks::server {

// What a client's bytes say next (RFC 6455, section 5).
struct Received {
    enum class Kind : std::uint8_t {
        nothing,   // more must come first
        text,      // a message, complete and valid UTF-8
        binary,    // one has begun, which nobody wants to the end
        too_long,  // as above
        ping,
        pong,
        close,        // with `code`, 0 for none
        broken_rule,  // which one, says `payload`
        not_utf8,
    };
    Kind kind = Kind::nothing;
    std::string_view payload{};  // valid until the reader is asked again
    std::uint16_t code = 0;
    bool in_place = false;  // the payload lies in the bytes that were given, and lasts as they do
};

// Makes messages of the bytes that one client sends. Pure, and trusts nothing. Whoever gets
// anything that is neither a message nor ping nor pong asks no more.
//
// A message that is there as a whole is unmasked where it is; only what is incomplete is copied
// here, so a client that is silent holds no memory, and one that says small things little.
class MessageReader {
  public:
    // Takes messages of at most `bound` bytes.
    explicit MessageReader(std::size_t bound) : bound_(bound) {}

    // Takes bytes off the front of `bytes`, which it unmasks; all of them if there is nothing.
    [[nodiscard]] Received next(std::span<char>& bytes);

    // From now on messages come to nothing, and nothing is held of them: only control frames are
    // still of interest. What was handed out is not valid any more.
    void skip_messages();

    // Bytes that are still to come of the frame that has begun, and are of interest.
    [[nodiscard]] std::uint64_t missing() const { return in_frame_ && !is_skipped() ? left_ : 0; }

    // Where so many of the missing bytes, or all of them, may be put without a copy. took() says
    // how much of it came.
    [[nodiscard]] std::span<char> room(std::size_t bytes);
    [[nodiscard]] Received took(std::size_t bytes);

    // Bytes that are held of what is incomplete.
    [[nodiscard]] std::size_t held_bytes() const { return held_.size(); }

  private:
    enum class Opcode : std::uint8_t {
        continuation = 0x0,
        text = 0x1,
        binary = 0x2,
        close = 0x8,
        ping = 0x9,
        pong = 0xA,
    };
    static constexpr std::size_t kLongestHeader = 14;

    [[nodiscard]] bool take_header(std::span<char>& bytes);
    [[nodiscard]] std::size_t header_bytes() const;
    [[nodiscard]] Received begin_frame();
    [[nodiscard]] Received begin_control(std::uint64_t length) const;
    [[nodiscard]] Received begin_data(std::uint64_t length);
    [[nodiscard]] Received take_payload(std::span<char>& bytes);
    [[nodiscard]] Received end_frame(std::string_view payload, bool in_place);
    void pass_over(std::size_t bytes);
    void forget();
    void unmask(std::span<char> bytes);
    [[nodiscard]] bool is_control() const { return static_cast<unsigned>(opcode_) >= 0x8U; }
    [[nodiscard]] bool is_skipped() const { return skips_ && !is_control(); }

    std::size_t bound_;
    boost::container::vector<char> held_;  // of a message, and behind it of a control frame
    std::uint64_t left_ = 0;               // of the frame's payload
    std::size_t message_size_ = 0;         // of held_, from fragments that are complete
    std::array<unsigned char, 4> mask_{};
    std::array<unsigned char, kLongestHeader> header_{};  // while it is incomplete
    std::uint8_t header_size_ = 0;
    Opcode opcode_ = Opcode::continuation;
    bool final_ = false;
    bool in_frame_ = false;
    bool in_message_ = false;  // its first frame has begun, its last has not ended
    bool forget_ = false;      // what was handed out from held_ is free at the next call
    bool skips_ = false;       // messages
};

}  // namespace keks::server

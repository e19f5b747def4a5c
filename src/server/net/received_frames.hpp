// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace keks::server {

// What has arrived from one client and was not read yet, with the borders of frames in it (RFC
// 6455, section 5.2). Hands out no byte beyond the frame that is being read: between two frames the
// WebSocket layer holds nothing, and what comes next can be told from here.
//
// Pure, and trusts nothing: it only finds borders. What is wrong with a frame is for the WebSocket
// layer to say, which gets every byte.
class ReceivedFrames {
  public:
    // `spare` is memory that whoever holds something for a moment takes and gives back: so nobody
    // who is idle has any, and nobody who is busy allocates. Shared by all of one thread.
    explicit ReceivedFrames(std::string& spare) : spare_(spare) {}

    void append(std::string_view bytes);

    // Bytes that are held.
    [[nodiscard]] std::size_t size() const { return bytes_.size() - begin_; }

    // Bytes that take() would give to whoever has room for all: 0 in the midst of a header.
    [[nodiscard]] std::size_t ready() const;

    // Moves bytes of the present frame out, as many as are here and fit.
    std::size_t take(std::span<char> into);

    // A whole message comes next: one frame of text, not empty.
    [[nodiscard]] bool has_message() const { return at_start_ && is_message_ && size() >= left_; }

    // A message of at most `bound` bytes, header included, may come next, and has not come as a
    // whole: worth waiting for here.
    [[nodiscard]] bool awaits_message(std::size_t bound) const;

    // Bytes of the present frame that must still come if nothing is held; 0 between frames.
    [[nodiscard]] std::uint64_t missing() const { return size() == 0 ? left_ : 0; }

    // So many of the missing bytes came, and went elsewhere.
    void passed(std::size_t bytes);

  private:
    [[nodiscard]] std::string_view held() const { return std::string_view{bytes_}.substr(begin_); }
    void give_back_memory();
    void advance(std::size_t bytes);
    void find_frame();

    std::string& spare_;
    std::string bytes_;
    std::size_t begin_ = 0;    // what comes before was taken
    std::uint64_t left_ = 0;   // of the present frame; 0 until its header is here
    bool at_start_ = false;    // nothing of the present frame was taken
    bool is_message_ = false;  // the present frame is one, alone
};

}  // namespace keks::server

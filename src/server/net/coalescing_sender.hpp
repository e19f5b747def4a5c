// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <utility>

#include "server/net/frame_queue.hpp"
#include "server/net/socket.hpp"

namespace keks::server {

// The sending half of a WebSocket connection: whatever is pushed in one turn of the loop leaves at
// its end, in one send. One thread.
class CoalescingSender final : public Flushable, private Waiter {
  public:
    CoalescingSender(EventLoop& loop, std::unique_ptr<Socket> socket, std::size_t bound)
        : queue_(bound), socket_(std::move(socket)), loop_(loop) {}
    ~CoalescingSender() = default;

    [[nodiscard]] Socket& socket() { return *socket_; }
    // The memory of what is queued, in bytes.
    [[nodiscard]] std::size_t cost() const { return queue_.cost(); }
    // Whether the last frame is queued or sent.
    [[nodiscard]] bool sealed() const { return sealed_; }
    // Whether finish() was called.
    [[nodiscard]] bool finishes() const { return finishes_; }

    // False, and nothing is queued: the client has fallen further behind than the bound allows, or
    // the connection is sealed or broken.
    [[nodiscard]] bool push(Frame frame);

    // Makes this the last frame, behind what is queued or, for a client that does not read, in
    // place of it: nothing follows a close frame. Does nothing if the last frame is there already.
    void seal_with(Frame last, bool drop_queued);

    // Ends the sending direction once everything queued is sent (TCP's FIN). Nothing may be pushed
    // after this.
    void finish();

    // Sends nothing more and makes every pending and later operation fail.
    void abort();

    void flush() override;

  private:
    bool enqueue(Frame frame);
    void on_ready(boost::system::error_code error) override;

    bool sealed_ = false;
    bool finishes_ = false;
    bool waits_ = false;  // for the socket to become writable
    FrameQueue queue_;
    std::unique_ptr<Socket> socket_;
    EventLoop& loop_;
};

}  // namespace keks::server

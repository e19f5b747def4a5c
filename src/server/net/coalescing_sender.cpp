// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/coalescing_sender.hpp"

#include <array>

#include "server/net/transfer.hpp"

namespace keks::server {
namespace {

// Frames from this size on do not wait for the end of the turn: there is little to gain by joining
// them, and their memory is better given back.
constexpr std::size_t kSendAtOnce = 16384;

// Frames in one gathering send.
constexpr std::size_t kGathered = 64;

}  // namespace

bool CoalescingSender::push(Frame frame) {
    return !sealed_ && enqueue(std::move(frame));
}

bool CoalescingSender::enqueue(Frame frame) {
    const bool large = frame->size() >= kSendAtOnce;
    if (!socket_->is_open() || !queue_.push(std::move(frame))) return false;
    if (large)
        flush();
    else if (!waits_)
        loop_.flush_later(*this);
    return true;
}

void CoalescingSender::seal_with(Frame last, bool drop_queued) {
    if (sealed_) return;
    if (drop_queued) queue_.drop_unsent();
    if (!enqueue(std::move(last))) abort();
    sealed_ = true;
}

void CoalescingSender::finish() {
    sealed_ = true;
    finishes_ = true;
    flush();
}

void CoalescingSender::abort() {
    queue_.clear();
    socket_->close();
}

void CoalescingSender::flush() {
    if (waits_) return;
    std::array<iovec, kGathered> parts;
    while (!queue_.empty()) {
        const std::size_t count = queue_.gather(parts);
        const auto [error, sent] =
            send_now(socket_->native_handle(), std::span{parts}.first(count));
        if (error) return abort();
        if (sent == 0) {
            waits_ = true;
            return socket_->wait_writable(*this);
        }
        queue_.consume(sent);
    }
    if (finishes_) socket_->shut_down_sending();
}

void CoalescingSender::on_ready(boost::system::error_code error) {
    waits_ = false;
    if (error) return abort();
    flush();
}

}  // namespace keks::server

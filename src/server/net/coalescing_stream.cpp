// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/coalescing_stream.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace keks::server {
namespace {

// Frames from this size on do not wait for the end of the turn: there is little to gain by joining
// them, and their memory is better given back.
constexpr std::size_t kSendAtOnce = 16384;

// Frames in one gathering send.
constexpr std::size_t kGathered = 64;

// Bytes that are read from a socket before others have their turn; the longest message that is
// waited for as a whole.
constexpr std::size_t kReadAhead = 16384;

ssize_t send_gathered(int fd, std::span<iovec> parts) {
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    ssize_t sent = 0;
    do sent = ::sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent;
}

// The opcode is in the low half of a frame's first byte (RFC 6455, section 5.2); a handshake starts
// with a letter.
bool is_close_frame(std::string_view bytes) {
    return bytes.starts_with('\x88');
}

// For all connections of the one thread.
std::string& spare_memory() {
    static std::string memory;
    return memory;
}

}  // namespace

CoalescingStream::CoalescingStream(EventLoop& loop, FrameLedger& ledger, Socket socket,
                                   std::size_t bound, std::string_view received)
    : loop_(loop),
      ledger_(ledger),
      socket_(std::move(socket)),
      queue_(bound),
      received_(spare_memory()) {
    take_in(received);
}

bool CoalescingStream::awaits_message() const {
    return received_.awaits_message(kReadAhead);
}

void CoalescingStream::take_in(std::string_view bytes) {
    received_.append(bytes);
    ledger_.add(bytes.size());
}

std::size_t CoalescingStream::take_out(boost::asio::mutable_buffer into) {
    const std::size_t taken = received_.take({static_cast<char*>(into.data()), into.size()});
    ledger_.subtract(taken);
    return taken;
}

boost::system::error_code CoalescingStream::receive() {
    // Shared by all connections of the one thread: nothing stays in it.
    static std::array<char, kReadAhead> scratch;
    ssize_t count = 0;
    do count = ::recv(socket_.native_handle(), scratch.data(), scratch.size(), MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    if (count == 0) return boost::asio::error::eof;
    if (count > 0) {
        take_in({scratch.data(), static_cast<std::size_t>(count)});
    } else if (errno != EAGAIN && errno != EWOULDBLOCK) {
        return {errno, boost::system::system_category()};
    }
    return {};
}

bool CoalescingStream::push(Frame frame) {
    return !sealed_ && enqueue(std::move(frame));
}

bool CoalescingStream::enqueue(Frame frame) {
    const bool large = frame->size() >= kSendAtOnce;
    if (!socket_.is_open() || !queue_.push(std::move(frame))) return false;
    if (large)
        flush();
    else if (!waits_)
        loop_.flush_later(*this);
    return true;
}

void CoalescingStream::seal_with(Frame last, bool drop_queued) {
    if (sealed_) return;
    if (drop_queued) queue_.drop_unsent();
    if (!enqueue(std::move(last))) abort();
    sealed_ = true;
}

boost::system::error_code CoalescingStream::write(std::string bytes) {
    if (sealed_) return {};
    const bool closes = is_close_frame(bytes);
    const auto frame = std::make_shared<const FrameBytes>(ledger_, std::move(bytes), 0);
    if (!enqueue(frame)) return boost::asio::error::no_buffer_space;
    sealed_ = closes;
    return {};
}

void CoalescingStream::finish() {
    sealed_ = true;
    finishes_ = true;
    flush();
}

void CoalescingStream::abort() {
    queue_.clear();
    boost::system::error_code ignored;  // closing is all that can be done with a socket that fails
    socket_.close(ignored);
}

void CoalescingStream::flush() {
    if (waits_) return;
    std::array<iovec, kGathered> parts;
    while (!queue_.empty()) {
        const std::size_t count = queue_.gather(parts);
        const ssize_t sent = send_gathered(socket_.native_handle(), std::span{parts}.first(count));
        if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return abort();
        if (sent < 0) return wait_until_writable();
        queue_.consume(static_cast<std::size_t>(sent));
    }
    boost::system::error_code ignored;  // the peer may have broken the connection already
    if (finishes_) socket_.shutdown(Socket::shutdown_send, ignored);
}

void CoalescingStream::wait_until_writable() {
    waits_ = true;
    socket_.async_wait(Socket::wait_write,
                       [self = shared_from_this()](boost::system::error_code error) {
                           self->waits_ = false;
                           if (!error) self->flush();
                       });
}

}  // namespace keks::server

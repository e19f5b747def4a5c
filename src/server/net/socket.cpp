// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/socket.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <utility>

namespace keks::server {
namespace {

using boost::system::error_code;

constexpr std::uint32_t kHungUp = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

}  // namespace

Socket::~Socket() {
    close();
}

// By edges, the kernel tells once of what has come. After a read that took less than it could there
// is nothing left, and what comes later is another edge; but not so the end of the peer's direction
// when it was there before that read, which is told of together with the bytes (epoll(7)).
Transferred Socket::receive(std::span<char> into) {
    const Transferred received = receive_now(native_handle(), into);
    const bool all = received.bytes < into.size() && (received.bytes == 0 || !hung_up_);
    if (all && !received.error) drained_ = true;
    return received;
}

void Socket::wait_readable(Waiter& waiter) {
    if (!is_watched()) return loop_.abort_later(waiter);
    reader_ = &waiter;
    if (!drained_) loop_.resume_later(*this);
}

void Socket::wait_writable(Waiter& waiter) {
    if (!is_watched()) return loop_.abort_later(waiter);
    writer_ = &waiter;
}

// Where it cannot be registered, which is for want of memory, waiting for it is an error.
bool Socket::is_watched() {
    if (watched_ || !is_open()) return watched_ && is_open();
    watched_ = !loop_.watch(native_handle(), *this, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
    return watched_;
}

void Socket::shut_down_sending() {
    // Fails where the peer has broken the connection already.
    static_cast<void>(::shutdown(native_handle(), SHUT_WR));
}

void Socket::cancel() {
    abort(reader_);
    abort(writer_);
}

void Socket::abort(Waiter*& waiter) {
    if (waiter != nullptr) loop_.abort_later(*std::exchange(waiter, nullptr));
}

void Socket::close() {
    cancel();
    if (watched_ && is_open()) loop_.forget(*this);
    descriptor_.close();
}

void Socket::on_ready(error_code /*error*/) {
    if (reader_ != nullptr) std::exchange(reader_, nullptr)->on_ready({});
}

void Socket::on_events(std::uint32_t events) {
    const bool hung_up = (events & kHungUp) != 0;
    const bool readable = hung_up || (events & EPOLLIN) != 0;
    const bool writable = (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
    hung_up_ = hung_up_ || hung_up;
    if (readable) drained_ = false;
    // Either may end this socket; nobody whose reading one of these is ends with its own writing.
    Waiter* const writer = writable ? std::exchange(writer_, nullptr) : nullptr;
    Waiter* const reader = readable ? std::exchange(reader_, nullptr) : nullptr;
    if (writer != nullptr) writer->on_ready({});
    if (reader != nullptr) reader->on_ready({});
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/socket.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <utility>

namespace keks::server {
namespace {

using boost::system::error_code;

constexpr std::uint32_t kBroken = EPOLLHUP | EPOLLERR;
constexpr std::uint32_t kMoreBehind = EPOLLRDHUP | EPOLLPRI | kBroken;

}  // namespace

Socket::~Socket() {
    close();
}

// By edges, the kernel tells once of what has come. After a read of TCP that took less than it
// could there is nothing left, and what comes later is another edge (epoll(7)). Not so behind bytes
// that came together with the end or that stand before an urgent one, of which the same edge tells;
// and a local socket also ends a read where descriptors were sent along.
Transferred Socket::receive(std::span<char> into) {
    const Transferred received = receive_now(native_handle(), into);
    const bool all = received.bytes == 0 || (ends_short_ && received.bytes < into.size());
    if (all && !received.error) exhausted_ = true;
    return received;
}

void Socket::wait_readable(Waiter& waiter) {
    if (!ensure_watched()) return loop_.abort_later(waiter);
    reader_ = &waiter;
    if (!exhausted_) loop_.resume_later(*this);
}

void Socket::wait_writable(Waiter& waiter) {
    if (!ensure_watched()) return loop_.abort_later(waiter);
    writer_ = &waiter;
}

// Where it cannot be registered, for want of memory or by the system's bound (epoll(7)), waiting
// for it is an error.
bool Socket::ensure_watched() {
    if (watched_ || !is_open()) return watched_ && is_open();
    watched_ =
        !loop_.watch(native_handle(), *this, EPOLLIN | EPOLLPRI | EPOLLOUT | EPOLLRDHUP | EPOLLET);
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
    const bool readable = (events & (EPOLLIN | kMoreBehind)) != 0;
    const bool writable = (events & (EPOLLOUT | kBroken)) != 0;
    if ((events & kMoreBehind) != 0) ends_short_ = false;
    if (readable) exhausted_ = false;
    // Either may end this socket; nobody whose reading one of these is ends with its own writing.
    Waiter* const writer = writable ? std::exchange(writer_, nullptr) : nullptr;
    Waiter* const reader = readable ? std::exchange(reader_, nullptr) : nullptr;
    if (writer != nullptr) writer->on_ready({});
    if (reader != nullptr) reader->on_ready({});
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/net/connect_race.hpp"

#include <algorithm>
#include <utility>

namespace keks::client::net {

using boost::system::error_code;

Endpoints interleaved(const Endpoints& endpoints) {
    if (endpoints.empty()) return {};
    Endpoints first;
    Endpoints other;
    for (const auto& endpoint : endpoints) {
        const bool is_first = endpoint.protocol() == endpoints.front().protocol();
        (is_first ? first : other).push_back(endpoint);
    }
    Endpoints result;
    for (std::size_t i = 0; i < std::max(first.size(), other.size()); ++i) {
        if (i < first.size()) result.push_back(first[i]);
        if (i < other.size()) result.push_back(other[i]);
    }
    return result;
}

ConnectRace::ConnectRace(boost::asio::any_io_executor loop, Endpoints endpoints)
    : loop_(std::move(loop)), endpoints_(std::move(endpoints)), timer_(loop_) {}

void ConnectRace::start(Done done) {
    done_ = std::move(done);
    try_next();
}

void ConnectRace::try_next() {
    timer_.cancel();
    if (next_ == endpoints_.size()) return;
    const auto attempt = attempts_.emplace(attempts_.end(), loop_);
    attempt->async_connect(
        endpoints_[next_++],
        [self = shared_from_this(), attempt](error_code error) { self->tried(attempt, error); });
    if (next_ == endpoints_.size()) return;
    timer_.expires_after(head_start);
    timer_.async_wait([weak = weak_from_this()](error_code error) {
        const auto self = weak.lock();
        if (!error && self && self->done_) self->try_next();
    });
}

void ConnectRace::tried(std::list<Socket>::iterator attempt, error_code error) {
    Socket socket = std::move(*attempt);
    attempts_.erase(attempt);
    if (!done_) return;
    if (!error) return finish({}, std::move(socket));
    try_next();
    if (attempts_.empty()) finish(error, std::move(socket));
}

void ConnectRace::finish(error_code error, Socket winner) {
    timer_.cancel();
    // Closed only: each is erased by its own handler.
    for (Socket& loser : attempts_) {
        error_code ignored;
        loser.close(ignored);
    }
    if (const auto done = std::exchange(done_, nullptr)) done(error, std::move(winner));
}

void ConnectRace::cancel() {
    if (done_) finish(boost::asio::error::operation_aborted, Socket{loop_});
}

}  // namespace keks::client::net

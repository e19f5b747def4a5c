// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/feed.hpp"

#include <algorithm>
#include <utility>

namespace keks::client::disk {

void Feed::push(std::span<const std::byte> bytes) {
    {
        const std::lock_guard lock{mutex_};
        if (state_ != State::open) return;
        if (bytes.size() > kMost - waiting_.size())
            state_ = State::flooded;
        else
            waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    }
    changed_.notify_one();
}

void Feed::close(const std::optional<Sha256::Digest>& expected) {
    {
        const std::lock_guard lock{mutex_};
        if (state_ != State::open) return;
        state_ = State::closed;
        expected_ = expected;
    }
    changed_.notify_one();
}

void Feed::abandon() {
    {
        const std::lock_guard lock{mutex_};
        state_ = State::abandoned;
    }
    changed_.notify_one();
}

std::optional<std::span<const std::byte>> Feed::next() {
    if (handed_out_ > 0) taken_(handed_out_);
    std::unique_lock lock{mutex_};
    if (at_ == current_.size()) {
        changed_.wait(lock, [this] { return state_ != State::open || !waiting_.empty(); });
        current_.clear();
        at_ = 0;
        std::swap(current_, waiting_);
    }
    if (state_ != State::open && state_ != State::closed) return std::nullopt;
    if (current_.empty()) return at_end();
    lock.unlock();
    const auto portion =
        std::span{std::as_const(current_)}.subspan(at_, std::min(kPortion, current_.size() - at_));
    at_ += portion.size();
    handed_out_ += portion.size();
    if (hash_) hash_->update(portion);
    return portion;
}

std::optional<std::span<const std::byte>> Feed::at_end() {
    if (expected_ && (!hash_ || hash_->digest() != *expected_)) {
        state_ = State::corrupt;
        return std::nullopt;
    }
    return std::span<const std::byte>{};
}

bool Feed::abandoned() const {
    const std::lock_guard lock{mutex_};
    return state_ == State::abandoned;
}

DiskError Feed::failure() const {
    const std::lock_guard lock{mutex_};
    switch (state_) {
        case State::corrupt:
            return {TransferFailure::corrupt, "the bytes that came are not those that were sent"};
        case State::flooded:
            return {TransferFailure::malformed, "more came than was asked for"};
        default:
            return {TransferFailure::closed, "the transfer was given up"};
    }
}

std::optional<Sha256::Digest> Feed::digest() const {
    return hash_ ? std::optional{hash_->digest()} : std::nullopt;
}

}  // namespace keks::client::disk

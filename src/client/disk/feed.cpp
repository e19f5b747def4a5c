// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/feed.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace keks::client::disk {
namespace {

// Between two looks at whether somebody waits in vain.
constexpr std::chrono::milliseconds kPatience{100};

}  // namespace

void Feed::push(std::span<const std::byte> bytes) {
    {
        const std::lock_guard lock{mutex_};
        if (state_ != State::open) return;
        if (bytes.size() > kMost - waiting_bytes_)
            state_ = State::flooded;
        else
            append(bytes);
    }
    changed_.notify_one();
}

void Feed::append(std::span<const std::byte> bytes) {
    waiting_bytes_ += bytes.size();
    while (!bytes.empty()) {
        if (waiting_.empty() || waiting_.back().size() == kPortion)
            waiting_.push_back(empty_portion());
        auto& last = waiting_.back();
        const auto fit = bytes.first(std::min(bytes.size(), kPortion - last.size()));
        last.insert(last.end(), fit.begin(), fit.end());
        bytes = bytes.subspan(fit.size());
    }
}

Feed::Portion Feed::empty_portion() {
    auto portion = std::exchange(spare_, {});
    portion.clear();
    portion.reserve(kPortion);
    return portion;
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

void Feed::abandon(bool keep) {
    {
        const std::lock_guard lock{mutex_};
        state_ = State::abandoned;
        kept_ = keep;
    }
    changed_.notify_one();
}

std::optional<std::span<const std::byte>> Feed::next() {
    if (handed_out_ > 0) taken_(handed_out_);
    if (hash_) (void)hash_of(handed_out_);
    std::unique_lock lock{mutex_};
    hungry_ = true;
    emptied_.notify_all();
    changed_.wait(lock, [this] { return state_ != State::open || !waiting_.empty(); });
    hungry_ = false;
    if (state_ != State::open && state_ != State::closed) return std::nullopt;
    if (waiting_.empty()) return at_end();
    spare_ = std::exchange(current_, std::move(waiting_.front()));
    waiting_.pop_front();
    waiting_bytes_ -= current_.size();
    lock.unlock();
    handed_out_ += current_.size();
    return current_;
}

const Sha256& Feed::hash_of(std::uint64_t bytes) {
    const auto begin = handed_out_ - current_.size();
    hash_->update(std::span{current_}.subspan(hashed_ - begin, bytes - hashed_));
    hashed_ = bytes;
    return *hash_;
}

void Feed::leave() {
    {
        const std::lock_guard lock{mutex_};
        left_ = true;
    }
    emptied_.notify_all();
}

std::optional<Feed::Taken> Feed::settle(const StopFlag& stop) {
    std::unique_lock lock{mutex_};
    while (state_ == State::open && !left_ && !stop) {
        if (hungry_ && waiting_.empty()) return Taken{handed_out_, hash_};
        emptied_.wait_for(lock, kPatience);
    }
    return std::nullopt;
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

bool Feed::kept() const {
    const std::lock_guard lock{mutex_};
    return kept_;
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

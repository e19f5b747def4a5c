// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/patience.hpp"

#include <utility>

namespace keks::client {
namespace {

constexpr int kLooks = 10;

}  // namespace

Patience::Patience(Clock& clock, std::chrono::milliseconds most, Progress progress,
                   std::function<void()> lost)
    : clock_(clock), pause_(most / kLooks), progress_(std::move(progress)), lost_(std::move(lost)) {
    wait();
}

void Patience::wait() {
    timer_ = clock_.after(pause_, [this] { look(); });
}

void Patience::look() {
    const auto before = std::exchange(last_, progress_());
    still_ = last_ && last_ == before ? still_ + 1 : 0;
    if (still_ < kLooks) return wait();
    const auto lost = std::move(lost_);
    lost();
}

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/peer/mending.hpp"

#include <algorithm>
#include <utility>

namespace keks::client {

using std::chrono::milliseconds;

Mending::Mending(Clock& clock, std::function<void()> mend)
    : clock_(clock), mend_(std::move(mend)) {}

void Mending::connected() {
    attempts_ = 0;
    timer_.reset();
}

void Mending::ended(End end) {
    if (end == End::failed) return arm(delay(milliseconds{0}), true);
    arm(delay(closed), false);
}

void Mending::again() {
    attempts_ = 0;
    timer_.reset();
    ended(End::failed);
}

milliseconds Mending::delay(milliseconds first) const {
    // More doublings than it takes to be the longest.
    const auto pause = std::min(longest, retry * (1 << std::clamp(attempts_ - 1, 0, 8)));
    return (attempts_ == 0 ? first : pause) + (polite_ ? polite : milliseconds{0});
}

void Mending::arm(milliseconds delay_until, bool sooner) {
    if (timer_ && !(sooner && attempts_ == 0)) return;
    if (!used_ && attempts_ >= idle_attempts) return timer_.reset();
    timer_ = clock_.after(delay_until, [this] {
        timer_.reset();
        ++attempts_;
        arm(delay(milliseconds{0}), false);
        mend_();
    });
}

}  // namespace keks::client

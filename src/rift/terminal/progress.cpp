// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/progress.hpp"

#include <algorithm>
#include <utility>

#include "rift/terminal/columns.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {
namespace {

constexpr std::chrono::milliseconds kRenewed{250};
// How much of the last quarter of a second is in the rate.
constexpr double kFresh = 0.1;
// Columns of a name by which one knows it.
constexpr std::size_t kLeastName = 8;

unsigned percent(std::uint64_t bytes, std::uint64_t size) {
    if (size == 0) return 100;
    return static_cast<unsigned>(static_cast<double>(bytes) * 100 / static_cast<double>(size));
}

}  // namespace

void Rate::tick(std::uint64_t bytes, std::chrono::milliseconds time) {
    const auto since = bytes - std::min(bytes, std::exchange(last_, bytes));
    const double now =
        static_cast<double>(since) * 1000 / static_cast<double>(std::max<long>(time.count(), 1));
    rate_ = known_ ? rate_ + (now - rate_) * kFresh : now;
    known_ = true;
}

std::string progress_words(const ProgressView& view, double bytes_per_second, std::size_t columns) {
    const auto bytes = std::min(view.bytes(), view.size);
    std::string words = "  " + std::to_string(percent(bytes, view.size)) + " %";
    if (bytes_per_second >= 1) {
        words += "  " + byte_words(static_cast<std::uint64_t>(bytes_per_second)) + "/s";
        const double left = static_cast<double>(view.size - bytes) / bytes_per_second;
        // Beyond what an integer holds, time_words says the same.
        constexpr double longest = 1e9;
        const auto seconds = static_cast<long>(std::min(left, longest));
        words += "  " + time_words(std::chrono::seconds{seconds}) + " left";
    }
    words += "  " + view.whom;
    const auto rest = columns_of(words);
    const auto room = std::max(columns - std::min(rest, columns), kLeastName);
    return shortened_to(view.name, room) + words;
}

int Progress::add(ProgressView view) {
    entries_.emplace(++last_number_, Entry{std::move(view), {}});
    if (!timer_ && console_.shows_status()) timer_ = clock_.after(kRenewed, [this] { tick(); });
    return last_number_;
}

void Progress::remove(int number) {
    entries_.erase(number);
    if (!entries_.empty()) return;
    timer_.reset();
    console_.status("");
}

void Progress::tick() {
    for (auto& [number, entry] : entries_) entry.rate.tick(entry.view.bytes(), kRenewed);
    console_.status(words());
    timer_ = clock_.after(kRenewed, [this] { tick(); });
}

std::string Progress::words() const {
    const auto& first = entries_.begin()->second;
    const auto others = entries_.size() - 1;
    const auto more = others == 0 ? "" : "  and " + std::to_string(others) + " more";
    const auto room = Console::status_columns();
    return progress_words(first.view, first.rate.bytes_per_second(),
                          room - std::min(room, columns_of(more))) +
           more;
}

}  // namespace keks::rift

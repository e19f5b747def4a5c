// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "client/clock.hpp"
#include "rift/terminal/console.hpp"

namespace keks::rift {

/** A transfer, as the line shows it. Texts are fit for a terminal. */
struct ProgressView {
    std::string name;
    /** "to Alice". */
    std::string whom;
    std::uint64_t size = 0;
    /** So far. */
    std::function<std::uint64_t()> bytes;
};

/** Bytes for each second, smoothed over some seconds. Pure. */
class Rate {
  public:
    /** `bytes` so far, `time` after the last call. */
    void tick(std::uint64_t bytes, std::chrono::milliseconds time);
    [[nodiscard]] double bytes_per_second() const { return rate_; }

  private:
    std::uint64_t last_ = 0;
    double rate_ = 0;
    bool known_ = false;
};

/** "report.pdf  45 %  12.3 MB/s  0:05 left  to Alice". Where that is wider than `columns`, the name
 * is shortened, as far as something of it can be told; what is still too wide is left to others. */
[[nodiscard]] std::string progress_words(const ProgressView& view, double bytes_per_second,
                                         std::size_t columns);

/** The line of what is under way, renewed several times a second. */
class Progress {
  public:
    Progress(Console& console, client::Clock& clock) : console_(console), clock_(clock) {}

    /** Shown until remove() with the number that this returns. */
    int add(ProgressView view);
    void remove(int number);

  private:
    struct Entry {
        ProgressView view;
        Rate rate;
    };

    void tick();
    [[nodiscard]] std::string words() const;

    Console& console_;
    client::Clock& clock_;
    std::map<int, Entry> entries_;
    int last_number_ = 0;
    std::unique_ptr<client::Clock::Timer> timer_;
};

}  // namespace keks::rift

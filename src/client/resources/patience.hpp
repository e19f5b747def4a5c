// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "client/clock.hpp"

namespace keks::client {

/**
 * Notices when another side that is still connected does nothing any more. It looks now and then,
 * so that what goes on costs nothing.
 */
class Patience {
  public:
    /** A number that changes whenever it goes on; nothing while it is not the other side that has
     * to do something. */
    using Progress = std::function<std::optional<std::uint64_t>()>;

    /** `lost` comes once, from the loop: when nothing has gone on for `most`, or for up to a tenth
     * more. This may be destroyed in it. The clock outlives this. */
    Patience(Clock& clock, std::chrono::milliseconds most, Progress progress,
             std::function<void()> lost);
    Patience(const Patience&) = delete;
    Patience& operator=(const Patience&) = delete;

  private:
    void wait();
    void look();

    Clock& clock_;
    const std::chrono::milliseconds pause_;
    const Progress progress_;
    std::function<void()> lost_;
    std::optional<std::uint64_t> last_;
    int still_ = 0;  // looks that found what the one before them did
    std::unique_ptr<Clock::Timer> timer_;
};

}  // namespace keks::client

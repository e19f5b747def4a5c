// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace keks::bench {

// `fixed_rate`: bursts at set times, whatever becomes of the earlier ones. `closed_loop`: each
// sender sends on when its message has reached everybody. `one_at_a_time`: the same with one
// message under way in all rooms together, so that a server has nothing to join.
enum class Pace { fixed_rate, closed_loop, one_at_a_time };

struct Scenario {
    std::string_view name;
    std::size_t rooms;
    std::size_t members;  // of each room
    std::size_t senders;  // of each room
    std::size_t message_bytes;
    bool unicast = false;  // to the other members in turn, instead of to all
    Pace pace = Pace::closed_loop;
    std::size_t burst = 1;           // messages at once
    double bursts_per_second = 0.0;  // of each sender, with a fixed rate
    bool stalled = false;            // the last member of the first room never reads

    [[nodiscard]] std::size_t recipients() const { return unicast ? 1 : members - 1; }
};

[[nodiscard]] std::span<const Scenario> scenarios();

// Null if there is none of this name.
[[nodiscard]] const Scenario* find_scenario(std::string_view name);

}  // namespace keks::bench

// SPDX-License-Identifier: AGPL-3.0-only
#include "scenario.hpp"

#include <algorithm>
#include <array>

namespace keks::bench {
namespace {

constexpr Scenario kAllRead{.name = "all-read",
                            .rooms = 1,
                            .members = 20,
                            .senders = 4,
                            .message_bytes = 16384,
                            .pace = Pace::fixed_rate,
                            .bursts_per_second = 40.0};

constexpr Scenario one_stalls(Scenario scenario) {
    scenario.name = "one-stalls";
    scenario.stalled = true;
    return scenario;
}

constexpr std::array kScenarios{
    Scenario{.name = "burst",
             .rooms = 100,
             .members = 10,
             .senders = 2,
             .message_bytes = 256,
             .pace = Pace::fixed_rate,
             .burst = 8,
             .bursts_per_second = 5.0},
    Scenario{.name = "burst-unicast",
             .rooms = 500,
             .members = 2,
             .senders = 2,
             .message_bytes = 256,
             .unicast = true,
             .pace = Pace::fixed_rate,
             .burst = 8,
             .bursts_per_second = 5.0},
    Scenario{
        .name = "fan-out-small", .rooms = 100, .members = 10, .senders = 1, .message_bytes = 256},
    Scenario{.name = "fan-out-single",
             .rooms = 100,
             .members = 10,
             .senders = 1,
             .message_bytes = 256,
             .pace = Pace::one_at_a_time},
    Scenario{
        .name = "fan-out-large", .rooms = 1, .members = 500, .senders = 1, .message_bytes = 256},
    Scenario{.name = "descriptions",
             .rooms = 200,
             .members = 6,
             .senders = 6,
             .message_bytes = 4096,
             .unicast = true},
    Scenario{.name = "pairs",
             .rooms = 500,
             .members = 2,
             .senders = 2,
             .message_bytes = 1024,
             .unicast = true},
    Scenario{.name = "images", .rooms = 20, .members = 5, .senders = 1, .message_bytes = 262144},
    Scenario{.name = "steady",
             .rooms = 100,
             .members = 10,
             .senders = 2,
             .message_bytes = 256,
             .pace = Pace::fixed_rate,
             .bursts_per_second = 10.0},
    kAllRead,
    one_stalls(kAllRead),
};

}  // namespace

std::span<const Scenario> scenarios() {
    return kScenarios;
}

const Scenario* find_scenario(std::string_view name) {
    const auto* found = std::ranges::find(kScenarios, name, &Scenario::name);
    return found == kScenarios.end() ? nullptr : found;
}

}  // namespace keks::bench

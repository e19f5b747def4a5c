// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "client/clock.hpp"
#include "client/session.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** From when we know who is there until they have said what they offer; who is silent for longer is
 * shown without a name by all clients. */
inline constexpr std::chrono::milliseconds kAnswered{2500};

/** Each member with what it offers, as results and as events. */
void print_members(Console& console, const std::vector<client::MemberInfo>& members);

/** Says who is in the room and what they offer, and ends. */
class List {
  public:
    /** `visit` outlives it. */
    explicit List(TaskHost& visit) : visit_(visit) {}
    List(const List&) = delete;
    List& operator=(const List&) = delete;

    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

  private:
    void print();

    TaskHost& visit_;
    std::unique_ptr<client::Clock::Timer> timer_;
};

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>

#include "client/session.hpp"
#include "rift/commands/tasks.hpp"
#include "rift/options.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Offers files, each by itself, to all in the room, until it is stopped. */
class Provide {
  public:
    /** `host` outlives it. */
    Provide(TaskHost& host, ProvideOptions options);
    Provide(const Provide&) = delete;
    Provide& operator=(const Provide&) = delete;

    /** Looks at what is to be offered, and calls `ready` when all can be; otherwise ends. */
    void prepare(std::function<void()> ready);
    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events() { return tasks_.events(); }

  private:
    void one_ready();
    void over(ExitCode code);

    TaskHost& host_;
    const ProvideOptions options_;
    Tasks tasks_;
    std::function<void()> ready_;
    std::size_t missing_;
};

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>

#include "client/clock.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/session.hpp"
#include "rift/exit_code.hpp"
#include "rift/terminal/console.hpp"

namespace keks::rift {

/** Why what is under way is given up. */
enum class Interruption {
    unwanted,  // the user does not want it any more: SIGINT, or that it was stopped at the prompt
    ending,    // the process has to end: SIGTERM, SIGHUP. A later one may go on with it
};

/** What one task, such as a transfer, needs of the visit that it is part of. Outlives the task. */
class TaskHost {
  public:
    TaskHost() = default;
    TaskHost(const TaskHost&) = delete;
    TaskHost& operator=(const TaskHost&) = delete;
    virtual ~TaskHost() = default;

    /** Called with the session before it joins, such as to offer something from the beginning. */
    virtual void before_joining(std::function<void(client::Session&)> call) = 0;

    /** As soon as events come. */
    [[nodiscard]] virtual client::Session& session() = 0;
    [[nodiscard]] virtual client::disk::DiskThreads& disk() = 0;
    [[nodiscard]] virtual client::Clock& clock() = 0;
    [[nodiscard]] virtual Console& console() = 0;
    [[nodiscard]] virtual boost::asio::io_context& loop() = 0;

    /** Called before we leave because of a signal: what is under way has to be given up. */
    virtual void on_interrupt(std::function<void(Interruption)> call) = 0;

    /** Asked at the first signal before all else. True: the task is about to end by itself, and the
     * signal comes to nothing; the next one does not ask. A task beside others is not asked. */
    virtual void lets_finish(const std::function<bool()>& /*is_finishing*/) {}

    /** The task is over. The first who says so counts. */
    virtual void end(ExitCode code) = 0;
};

}  // namespace keks::rift

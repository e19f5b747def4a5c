// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rift/task_host.hpp"

namespace keks::rift {

/** Lines of the standard input, as they come. */
class Lines {
  public:
    /** UTF-8 as it came, without the line's end; none: no more come. */
    using Line = std::function<void(std::optional<std::string>)>;
    /** What could stand in place of the last word, given the line before the cursor. */
    using Complete = std::function<std::vector<std::string>(std::string_view)>;

    Lines() = default;
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
    virtual ~Lines() = default;

    /** Drops what is typed. False: there is nothing. */
    virtual bool clear() = 0;

    /** Of a script, whose lines are there before it sees what became of those before: no line comes
     * until resume(), nor the end. Whoever types sees it, and is not held up. */
    virtual void pause() {}
    virtual void resume() {}
};

struct LinesOptions {
    std::string prompt;
    /** May be empty. */
    Lines::Complete complete;
};

/** Whether somebody types them, who wants to see a prompt, and to edit. */
[[nodiscard]] bool are_typed(const Console& console);

/** `line` comes on the loop, never from within; the lines may be ended in it only when there are no
 * more. There is one Lines at a time. `host` outlives it. */
[[nodiscard]] std::unique_ptr<Lines> open_lines(TaskHost& host, LinesOptions options,
                                                Lines::Line line);

}  // namespace keks::rift

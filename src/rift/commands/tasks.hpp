// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/session.hpp"
#include "rift/commands/lookup.hpp"
#include "rift/options.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Tasks that run beside each other in one visit, each until it is over or stopped. */
class Tasks {
  public:
    /** One came to its end by itself, and is gone. */
    using Over = std::function<void(ExitCode)>;

    /** `host` outlives it. */
    Tasks(TaskHost& host, Over over);
    ~Tasks();
    Tasks(const Tasks&) = delete;
    Tasks& operator=(const Tasks&) = delete;

    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

    /** `ready` comes when it is offered, or will be as soon as we are in the room. */
    void provide(const std::string& path, std::function<void()> ready = {});
    void expose(const ExposeOptions& options);
    void download(const Found& found, const ReceiveOptions& options);
    void forward(const Found& found, const ForwardOptions& options);

    /** The one that is named by its resource's id, by the beginning of it, or by its label. What is
     * wrong with that, if something is. */
    [[nodiscard]] std::optional<std::string> stop(std::string_view text);

    /** Whether one is still to begin: a `ready` or an `Over` follows. */
    [[nodiscard]] bool are_beginning() const;

    /** All at once, as before leaving. */
    void interrupt(Interruption why = Interruption::ending);

    struct Summary {
        /** "provide", "expose", "download" or "forward". */
        std::string what;
        std::string id;
        std::string label;
    };
    /** In the order in which they began; texts are fit for a terminal. */
    [[nodiscard]] std::vector<Summary> all() const;

  private:
    class Task;
    using TaskPtr = std::shared_ptr<Task>;

    TaskPtr add(std::string what);
    void over(std::uint64_t number, ExitCode code);
    template <typename Event, typename... Arguments>
    void tell(Event event, const Arguments&... arguments);

    TaskHost& host_;
    Over over_;
    bool joined_ = false;
    std::map<std::uint64_t, TaskPtr> tasks_;
    std::uint64_t last_ = 0;
};

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/tasks.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "rift/commands/download.hpp"
#include "rift/commands/expose.hpp"
#include "rift/commands/forward.hpp"
#include "rift/commands/send.hpp"
#include "rift/commands/task.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {
namespace {

using client::SessionEvents;
using client::disk::shown;

void tell_provided(Console& console, const client::Resource& resource) {
    const auto size = resource.size.value_or(0);
    console.notice("Offered: " + shown(resource.label) + ", " + byte_words(size) + ", as " +
                   resource.id);
}

}  // namespace

Tasks::Tasks(TaskHost& host, Over over) : host_(host), over_(std::move(over)) {
    host_.on_interrupt([this](Interruption why) { interrupt(why); });
    host_.before_joining([this](client::Session&) {
        joined_ = true;
        for (const auto& [number, task] : tasks_)
            if (task->ready) task->join();
    });
}

Tasks::~Tasks() = default;

Tasks::TaskPtr Tasks::add(std::string what) {
    const auto number = ++last_;
    auto task = std::make_shared<Task>(host_, std::move(what),
                                       [this, number](ExitCode code) { over(number, code); });
    tasks_.emplace(number, task);
    return task;
}

// Later, since it may be in one of its calls.
void Tasks::over(std::uint64_t number, ExitCode code) {
    boost::asio::post(host_.loop(), [this, number, code] {
        const auto found = tasks_.find(number);
        if (found == tasks_.end()) return;
        const auto task = found->second;
        tasks_.erase(found);
        if (joined_ && task->take_back) task->take_back();
        over_(code);
    });
}

void Tasks::provide(const std::string& path, std::function<void()> ready) {
    const auto task = add("provide");
    const auto send =
        std::make_shared<Send>(*task, SendOptions{.paths = {path}, .name = {}, .receivers = 0});
    task->body = send;
    task->events = send->events();
    task->resource = [&send = *send] { return send.resource(); };
    task->take_back = [&task = *task] { task.session().withdraw(task.resource().id); };
    task->before_joining([&task = *task](client::Session&) {
        if (!task.ended) tell_provided(task.console(), task.resource());
    });
    send->prepare([this, &task = *task, ready = std::move(ready)] {
        task.ready = true;
        if (joined_) task.join();
        if (ready) ready();
    });
}

void Tasks::expose(const ExposeOptions& options) {
    const auto task = add("expose");
    const auto expose = std::make_shared<Expose>(*task, options);
    task->body = expose;
    task->events = expose->events();
    task->resource = [&expose = *expose] { return expose.resource(); };
    task->take_back = [&task = *task] { task.session().withdraw(task.resource().id); };
    task->ready = true;
    if (joined_) task->join();
}

void Tasks::download(const Found& found, const ReceiveOptions& options) {
    const auto task = add("download");
    const auto download =
        std::make_shared<Download>(*task, DownloadOptions{found.resource.id, options});
    task->body = download;
    task->events = download->events();
    task->resource = [resource = found.resource] { return resource; };
    task->ready = true;
    download->start(found);
}

void Tasks::forward(const Found& found, const ForwardOptions& options) {
    const auto task = add("forward");
    const auto forward = std::make_shared<Forward>(*task, options);
    task->body = forward;
    task->events = forward->events();
    task->resource = [resource = found.resource] { return resource; };
    task->ready = true;
    forward->start(found);
}

std::optional<std::string> Tasks::stop(std::string_view text) {
    std::vector<std::uint64_t> named;
    for (const auto& [number, task] : tasks_) {
        const auto resource = task->resource();
        if (task->ended || resource.id.empty()) continue;
        if (resource.id.starts_with(text) || shown(resource.label) == text) named.push_back(number);
    }
    if (named.empty())
        return "nothing of yours is called " + shown(text) + ": list shows what there is";
    if (named.size() > 1)
        return shown(text) + " may be one of " + std::to_string(named.size()) +
               ": give more of its id, which list shows";
    const auto task = tasks_.at(named.front());
    tasks_.erase(named.front());
    task->interrupt(Interruption::unwanted);
    if (task->take_back) task->take_back();
    host_.console().notice("Stopped: " + shown(task->resource().label));
    host_.console().event({"stopped", {{"id", task->resource().id}}});
    return std::nullopt;
}

bool Tasks::are_beginning() const {
    return !std::ranges::all_of(tasks_, [](const auto& each) { return each.second->ready; });
}

void Tasks::interrupt(Interruption why) {
    for (const auto& [number, task] : tasks_) task->interrupt(why);
}

std::vector<Tasks::Summary> Tasks::all() const {
    std::vector<Summary> all;
    for (const auto& [number, task] : tasks_) {
        const auto resource = task->resource();
        if (!task->ended && !resource.id.empty())
            all.push_back({task->what, shown(resource.id), shown(resource.label)});
    }
    return all;
}

template <typename Event, typename... Arguments>
void Tasks::tell(Event event, const Arguments&... arguments) {
    // By copies: tasks may begin and end by what they are told.
    const auto tasks = tasks_;
    for (const auto& [number, task] : tasks) {
        const auto listener = task->events.*event;
        if (listener && !task->ended) listener(arguments...);
    }
}

SessionEvents Tasks::events() {
    using client::MemberInfo;
    using client::MemberKey;
    using client::Resource;
    return {.member_left =
                [this](const MemberInfo& member) { tell(&SessionEvents::member_left, member); },
            .withdrawn =
                [this](MemberKey key, const Resource& resource) {
                    tell(&SessionEvents::withdrawn, key, resource);
                },
            .requested =
                [this](MemberKey key, const Resource& resource) {
                    tell(&SessionEvents::requested, key, resource);
                },
            .request_stopped =
                [this](MemberKey key, const Resource& resource) {
                    tell(&SessionEvents::request_stopped, key, resource);
                }};
}

}  // namespace keks::rift

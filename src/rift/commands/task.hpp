// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "rift/commands/tasks.hpp"

namespace keks::rift {

/** One of several tasks: the visit, as it is for this one alone. */
class Tasks::Task final : public TaskHost {
  public:
    Task(TaskHost& host, std::string kind, std::function<void(ExitCode)> over)
        : what(std::move(kind)), host_(host), over_(std::move(over)) {}

    void before_joining(std::function<void(client::Session&)> call) override {
        joining_.push_back(std::move(call));
    }
    [[nodiscard]] client::Session& session() override { return host_.session(); }
    [[nodiscard]] client::disk::DiskThreads& disk() override { return host_.disk(); }
    [[nodiscard]] client::Clock& clock() override { return host_.clock(); }
    [[nodiscard]] Console& console() override { return host_.console(); }
    [[nodiscard]] boost::asio::io_context& loop() override { return host_.loop(); }
    void on_interrupt(std::function<void(Interruption)> call) override {
        interrupted_.push_back(std::move(call));
    }
    void end(ExitCode code) override {
        if (!std::exchange(ended, true)) over_(code);
    }

    /** The session is there. */
    void join() {
        for (const auto& call : std::exchange(joining_, {})) call(session());
    }
    void interrupt(Interruption why) const {
        for (const auto& call : interrupted_) call(why);
    }

    const std::string what;
    /** What does it. */
    std::shared_ptr<void> body;
    client::SessionEvents events;
    /** What it is about. */
    std::function<client::Resource()> resource;
    /** Tells the others, when it is stopped or over. */
    std::function<void()> take_back;
    /** It can join. */
    bool ready = false;
    bool ended = false;

  private:
    TaskHost& host_;
    std::function<void(ExitCode)> over_;
    std::vector<std::function<void(client::Session&)>> joining_;
    std::vector<std::function<void(Interruption)>> interrupted_;
};

}  // namespace keks::rift

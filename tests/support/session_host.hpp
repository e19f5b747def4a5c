// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "rift/task_host.hpp"
#include "support/room_people.hpp"

namespace keks::test {

// A task within somebody's session.
class SessionHost final : public rift::TaskHost {
  public:
    explicit SessionHost(Person& person,
                         rift::Console::Options console = {.json = false, .quiet = true})
        : person_(person), console_(console) {}

    void before_joining(std::function<void(client::Session&)> call) override {
        joining_.push_back(std::move(call));
    }
    [[nodiscard]] client::Session& session() override { return *person_.session; }
    [[nodiscard]] client::disk::DiskThreads& disk() override { return disk_; }
    [[nodiscard]] client::Clock& clock() override { return person_.place.loop; }
    [[nodiscard]] rift::Console& console() override { return console_; }
    [[nodiscard]] boost::asio::io_context& loop() override { return loop_; }
    void on_interrupt(std::function<void(rift::Interruption)> call) override {
        interrupted_.push_back(std::move(call));
    }
    void lets_finish(const std::function<bool()>& is_finishing) override {
        finishing = is_finishing;
    }
    void end(rift::ExitCode code) override { ended = code; }

    void join() {
        for (const auto& call : joining_) call(session());
    }
    void interrupt(rift::Interruption why) {
        for (const auto& call : interrupted_) call(why);
    }
    // Until the disk has answered so that it is so.
    void run_until(const std::function<bool()>& so) {
        while (!so()) {
            loop_.restart();  // it may have run out of work before that which `so` began
            ASSERT_GT(loop_.run_one_for(std::chrono::seconds{60}), 0U) << "no answer";
        }
    }

    std::optional<rift::ExitCode> ended;
    // Whether the task wants no signal just now.
    std::function<bool()> finishing;

  private:
    Person& person_;
    boost::asio::io_context loop_{1};
    client::disk::DiskThreads disk_{loop_.get_executor()};
    rift::Console console_;
    std::vector<std::function<void(client::Session&)>> joining_;
    std::vector<std::function<void(rift::Interruption)>> interrupted_;
};

}  // namespace keks::test

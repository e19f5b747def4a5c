// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "client/clock.hpp"
#include "client/session.hpp"
#include "rift/task_host.hpp"
#include "rift/terminal/lines.hpp"
#include "rift/visit.hpp"

namespace keks::rift {

/** Prints what members say, and who comes and goes. */
[[nodiscard]] client::SessionEvents conversation(TaskHost& host);

/** Says it to all. What is wrong is printed. */
void say(TaskHost& host, std::string_view text);

/** Prints what is said in the room, and says each line of the standard input, until that ends. */
class Chat {
  public:
    /** `visit` outlives it. */
    explicit Chat(Visit& visit);
    Chat(const Chat&) = delete;
    Chat& operator=(const Chat&) = delete;

    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

  private:
    void listen();
    void typed(const std::optional<std::string>& line);

    Visit& visit_;
    std::unique_ptr<client::Clock::Timer> timer_;
    std::unique_ptr<Lines> lines_;
};

}  // namespace keks::rift

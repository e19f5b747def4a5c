// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "client/clock.hpp"
#include "client/session.hpp"
#include "rift/commands/chat_images.hpp"
#include "rift/options.hpp"
#include "rift/task_host.hpp"
#include "rift/terminal/lines.hpp"
#include "rift/visit.hpp"

namespace keks::rift {

/** Prints what members say, and who comes and goes. */
[[nodiscard]] client::SessionEvents conversation(TaskHost& host);

/** Says it to all. False: it could not, which is printed. */
bool say(TaskHost& host, std::string_view text);

/** Prints what is said in the room, and says each line of the standard input, until that ends.
 * Who types can send images by `/image PATH`; a script's lines are never more than words. */
class Chat {
  public:
    /** `visit` outlives it. */
    Chat(Visit& visit, ChatOptions options);
    Chat(const Chat&) = delete;
    Chat& operator=(const Chat&) = delete;

    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

  private:
    void begin();
    void listen();
    void typed(const std::optional<std::string>& line);
    void typed_image(std::string_view words);
    void image_over(bool sent);

    Visit& visit_;
    const ChatOptions options_;
    ChatImages images_;
    bool ended_ = false;  // the input
    ExitCode code_ = ExitCode::done;
    std::unique_ptr<client::Clock::Timer> timer_;
    std::unique_ptr<Lines> lines_;
};

}  // namespace keks::rift

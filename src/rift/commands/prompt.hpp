// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/clock.hpp"
#include "client/session.hpp"
#include "rift/command_options.hpp"
#include "rift/commands/chat_images.hpp"
#include "rift/commands/tasks.hpp"
#include "rift/options.hpp"
#include "rift/terminal/completion.hpp"
#include "rift/terminal/lines.hpp"
#include "rift/visit.hpp"

namespace keks::rift {

/** Does what is typed, or read from the standard input, line by line. */
class Prompt {
  public:
    /** `visit` outlives it. */
    explicit Prompt(Visit& visit);
    Prompt(const Prompt&) = delete;
    Prompt& operator=(const Prompt&) = delete;

    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

  private:
    void listen();
    void typed(const std::optional<std::string>& line);
    void obey(const std::string& line);
    void go_on();
    void answer(const CommandWords& words);
    void leave(ExitCode code);
    void leave_when_done();
    /** Whether it is a word of ours, and done. */
    bool own_command(const std::vector<std::string>& words);
    void list();
    void stop(const std::vector<std::string>& words);
    void image(const std::vector<std::string>& words);
    void run(const ProvideOptions& options);
    void run(const DownloadOptions& options);
    void run(const ExposeOptions& options) { tasks_.expose(options); }
    void run(const ForwardOptions& options);
    void run(const ListOptions& /*none*/) { list(); }
    // Those that a prompt does not read.
    template <typename Other>
    void run(const Other& /*none*/) {}
    void fail(const std::string& why);
    void note(ExitCode code);
    [[nodiscard]] Completable completable() const;

    Visit& visit_;
    Tasks tasks_;
    ChatImages images_;
    std::unique_ptr<client::Clock::Timer> timer_;
    std::unique_ptr<Lines> lines_;
    bool ended_ = false;  // the input
    bool left_ = false;   // nothing is done any more
    /** Of what a script asked for. */
    ExitCode code_ = ExitCode::done;
};

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <vector>

#include "rift/options.hpp"

namespace CLI {
class App;
}

namespace keks::rift {

/** Every command with its options, as subcommands that set `command`, which outlives `app`. */
void add_commands(CLI::App& app, std::optional<Command>& command);

/** What is wrong with a command though each of its words is right. `json`: to standard output. */
[[nodiscard]] std::optional<std::string> contradiction(const Command& command, bool json);

/** What there is to say in place of a command. */
struct CommandWords {
    std::string text;
    /** What was typed is no command; otherwise its help was asked for. */
    bool wrong = true;
};

/** One command that was typed into the prompt, as of a command line. Those that the prompt has no
 * use for, such as send, are unknown here. `json`: as of contradiction(). */
[[nodiscard]] boost::system::result<Command, CommandWords> read_prompt_command(
    std::vector<std::string> words, bool json);

}  // namespace keks::rift

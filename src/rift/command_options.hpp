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

/** One command that was typed into the prompt, as of a command line, or what is to be said about
 * it. Those that the prompt has no use for, such as send, are unknown here. */
[[nodiscard]] boost::system::result<Command, std::string> read_prompt_command(
    std::vector<std::string> words);

}  // namespace keks::rift

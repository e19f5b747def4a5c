// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace keks::rift {

/**
 * CLI11 takes a word in brackets for a list, where an option takes several: `[a,b]`, which may be a
 * file's name, for a and b. Has `app` parse these words each as a whole, and backwards, as CLI11
 * takes them. Throws CLI::ParseError.
 */
void parse_whole_words(CLI::App& app, std::vector<std::string> words);

}  // namespace keks::rift

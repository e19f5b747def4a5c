// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/whole_words.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace keks::rift {
namespace {

// Stands before words that CLI11 would take apart, and before those that have it already.
constexpr char kMark = '\x01';

std::string marked(const std::string& word) {
    const bool needs_one = word.starts_with('[') || word.starts_with(kMark);
    return needs_one ? kMark + word : word;
}

std::string unmarked(const std::string& word) {
    return word.starts_with(kMark) ? word.substr(1) : word;
}

void unmark_values(CLI::App& app) {
    for (auto* option : app.get_options()) {
        if (option->get_items_expected_max() > 0) option->transform(unmarked);
    }
    for (auto* command : app.get_subcommands({})) unmark_values(*command);
}

}  // namespace

void parse_whole_words(CLI::App& app, std::vector<std::string> words) {
    unmark_values(app);
    std::ranges::transform(words, words.begin(), marked);
    std::ranges::reverse(words);
    app.parse(std::move(words));
}

}  // namespace keks::rift

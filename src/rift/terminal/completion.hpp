// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace keks::rift {

/** What a line of the prompt can be about. */
struct Completable {
    std::vector<std::string> commands;
    /** Ids of what can be downloaded, forwarded and stopped. */
    std::vector<std::string> files;
    std::vector<std::string> ports;
    std::vector<std::string> own;
};

/** What is being typed: all after the last space that no \ keeps. */
[[nodiscard]] std::string_view last_word(std::string_view line);

/** What could stand in place of the last word of the line, sorted. */
[[nodiscard]] std::vector<std::string> complete_line(std::string_view line,
                                                     const Completable& completable);

/** Files and folders that begin like this word, folders with a slash at the end. */
[[nodiscard]] std::vector<std::string> complete_path(std::string_view word);

/** What all begin with. */
[[nodiscard]] std::string common_beginning(const std::vector<std::string>& choice);

}  // namespace keks::rift

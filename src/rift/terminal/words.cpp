// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/words.hpp"

#include <utility>

namespace keks::rift {
namespace {

constexpr std::string_view kSpaces = " \t";
constexpr std::string_view kSpecial = " \t'\"\\";

// Takes one quoted part from the beginning of `rest`. False: it has no end.
bool take_quoted(std::string_view& rest, std::string& word) {
    const char mark = rest.front();
    for (std::size_t at = 1; at < rest.size(); ++at) {
        if (rest[at] == mark) {
            rest.remove_prefix(at + 1);
            return true;
        }
        const bool escaped = mark == '"' && rest[at] == '\\' && at + 1 < rest.size() &&
                             (rest[at + 1] == '"' || rest[at + 1] == '\\');
        word += rest[escaped ? ++at : at];
    }
    return false;
}

}  // namespace

boost::system::result<std::vector<std::string>, std::string> split_words(std::string_view line) {
    std::vector<std::string> words;
    while (true) {
        const auto begin = line.find_first_not_of(kSpaces);
        if (begin == std::string_view::npos) return words;
        line.remove_prefix(begin);
        std::string word;
        while (!line.empty() && kSpaces.find(line.front()) == std::string_view::npos) {
            if (line.front() == '\'' || line.front() == '"') {
                const std::string mark{line.front()};
                if (!take_quoted(line, word)) return "a " + mark + " is not closed by another";
                continue;
            }
            if (line.front() == '\\') line.remove_prefix(1);
            if (line.empty()) return std::string{"nothing follows the \\ at the end"};
            word += line.front();
            line.remove_prefix(1);
        }
        words.push_back(std::move(word));
    }
}

std::string as_word(std::string_view word) {
    std::string out;
    for (const char each : word) {
        if (kSpecial.find(each) != std::string_view::npos) out += '\\';
        out += each;
    }
    return out;
}

std::string_view beginning_of(std::string_view text, std::size_t most) {
    if (text.size() <= most) return text;
    const auto continues = [](char each) { return (static_cast<unsigned char>(each) >> 6U) == 2; };
    while (most > 0 && continues(text[most])) --most;
    return text.substr(0, most);
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/completion.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "client/disk/disk_error.hpp"
#include "rift/terminal/words.hpp"

namespace keks::rift {
namespace {

namespace fs = std::filesystem;

// Of one folder: more than anybody chooses from.
constexpr std::size_t kMostPaths = 1000;

std::vector<std::string> beginning_like(std::string_view word,
                                        const std::vector<std::string>& all) {
    std::vector<std::string> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [word](const auto& each) { return each.starts_with(word); });
    std::ranges::sort(found);
    return found;
}

// Members choose their ids: one that would be more than a plain word is not put into the line.
std::vector<std::string> ids_like(std::string_view word, const std::vector<std::string>& all) {
    constexpr std::string_view kPlain =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-";
    auto found = beginning_like(word, all);
    std::erase_if(found, [&](const std::string& id) {
        return id.starts_with('-') || id.find_first_not_of(kPlain) != std::string::npos;
    });
    return found;
}

}  // namespace

std::string_view last_word(std::string_view line) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\\') {
            ++at;
        } else if (line[at] == ' ') {
            begin = at + 1;
        }
    }
    return line.substr(begin);
}

std::vector<std::string> complete_line(std::string_view line, const Completable& completable) {
    const auto word = last_word(line);
    const auto before = split_words(line.substr(0, line.size() - word.size()));
    if (!before) return {};
    if (before->empty()) return beginning_like(word, completable.commands);
    const auto& command = before->front();
    const bool first = before->size() == 1;
    if (command == "provide" || (command == "download" && !first)) return complete_path(word);
    if (!first) return {};
    if (command == "image") return complete_path(word);
    if (command == "download") return ids_like(word, completable.files);
    if (command == "forward") return ids_like(word, completable.ports);
    if (command == "stop") return ids_like(word, completable.own);
    return {};
}

std::vector<std::string> complete_path(std::string_view word) {
    const auto words = split_words(word);
    if (!words || words->size() > 1) return {};
    const fs::path typed{words->empty() ? "" : words->front()};
    const auto beginning = typed.filename().string();
    const auto folder = typed.parent_path();
    std::vector<std::string> found;
    std::error_code error;
    for (fs::directory_iterator each{folder.empty() ? "." : folder, error}, end;
         !error && each != end && found.size() < kMostPaths; each.increment(error)) {
        const auto name = each->path().filename().string();
        const bool hidden = name.starts_with('.') && !beginning.starts_with('.');
        // What a terminal may not show is not put into its line.
        if (hidden || !name.starts_with(beginning) || client::disk::shown(name) != name) continue;
        std::error_code ignored;  // what vanishes meanwhile is no folder
        found.push_back(as_word((folder / name).string()) +
                        (each->is_directory(ignored) ? "/" : ""));
    }
    std::ranges::sort(found);
    return beginning_like(word, found);
}

std::string common_beginning(const std::vector<std::string>& choice) {
    if (choice.empty()) return {};
    std::string_view common = choice.front();
    for (const auto& each : choice) {
        const auto differs = std::ranges::mismatch(common, each).in1;
        common = common.substr(0, static_cast<std::size_t>(differs - common.begin()));
    }
    return std::string{common};
}

}  // namespace keks::rift

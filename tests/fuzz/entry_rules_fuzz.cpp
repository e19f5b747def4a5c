// SPDX-License-Identifier: AGPL-3.0-only
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "client/disk/entry_rules.hpp"

// Two lines of input are a path and the target of a link at it. Whatever the rules let through
// stays where it belongs, by the standard library's understanding of paths.
namespace {

namespace fs = std::filesystem;
using namespace keks::client::disk;

void check(bool so) {
    if (!so) std::abort();
}

void check_path(std::string_view text) {
    if (fault_of_path(text)) return;
    const fs::path path{text};
    check(!text.empty() && path.is_relative() && path.has_filename());
    check(path.lexically_normal() == path);
    check(*path.begin() != "..");
    for (const char each : text) check(static_cast<unsigned char>(each) >= ' ' && each != '\x7f');
}

void check_link(std::string_view text, std::string_view target) {
    if (fault_of_path(text) || fault_of_link(text, target)) return;
    const fs::path path{text};
    const auto end = (path.parent_path() / target).lexically_normal();
    check(fs::path{target}.is_relative() && *end.begin() != "..");
    // A link at the top has no folder to stay in but that of the archive.
    if (path.has_parent_path()) check(*end.begin() == *path.begin());
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto line = text.find('\n');
    check_path(text);
    check_path(text.substr(0, line));
    if (line != text.npos) check_link(text.substr(0, line), text.substr(line + 1));
    return 0;
}

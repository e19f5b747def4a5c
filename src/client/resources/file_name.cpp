// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/file_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "util/unicode.hpp"

namespace keks::client {
namespace {

using util::encode_utf8;
using util::is_white_space;

// Bytes of UTF-8: file systems allow 255, and ".part" and the like are added while a file is saved.
constexpr std::size_t kLongest = 200;
// UTF-16 units of what counts as an extension, its dot included.
constexpr std::size_t kLongestExtension = 24;
// Characters that are looked at: the work on a hostile name stays bounded.
constexpr std::size_t kConsidered = 4096;

constexpr std::u32string_view kSeparators = U"/\\\u2044\u2215\u29f8\ufe68\uff0f\uff3c";
constexpr std::u32string_view kForbidden = U"<>:\"|?*";  // by Windows
constexpr std::u32string_view kJoiners = U"\u200c\u200d";

// What no name begins or ends with: dots before it hide a file, those after it Windows drops, and a
// joiner that joins nothing cannot be seen.
bool is_edge(char32_t character) {
    return character == U'.' || is_white_space(character) ||
           kJoiners.find(character) != kJoiners.npos;
}

template <typename Predicate>
void trim_end(std::u32string& text, Predicate drop) {
    while (!text.empty() && drop(text.back())) text.pop_back();
}

template <typename Predicate>
void trim(std::u32string& text, Predicate drop) {
    trim_end(text, drop);
    text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), drop));
}

std::u32string clean(std::u32string_view part) {
    std::u32string kept;
    for (const char32_t character : part) {
        if (util::is_unruly(character)) continue;
        if (kForbidden.find(character) != kForbidden.npos)
            kept += U'_';
        else if (!is_white_space(character))
            kept += character;
        else if (kept.empty() || kept.back() != U' ')
            kept += U' ';
    }
    trim(kept, is_edge);
    return kept;
}

std::u32string last_part(std::u32string_view name) {
    std::u32string last;
    while (true) {
        const auto separator = name.find_first_of(kSeparators);
        auto part = clean(name.substr(0, separator));
        if (!part.empty()) last = std::move(part);
        if (separator == name.npos) return last;
        name.remove_prefix(separator + 1);
    }
}

std::size_t utf16_units(std::u32string_view text) {
    const auto pairs =
        std::count_if(text.begin(), text.end(), [](char32_t each) { return each > 0xffff; });
    return text.size() + static_cast<std::size_t>(pairs);
}

// Where the extension begins, or the end.
std::size_t extension_at(std::u32string_view name) {
    const auto dot = name.rfind(U'.');
    if (dot == name.npos || dot == 0) return name.size();
    return utf16_units(name.substr(dot)) > kLongestExtension ? name.size() : dot;
}

std::u32string cut_bytes(std::u32string_view text, std::size_t most) {
    std::size_t bytes = 0;
    std::size_t length = 0;
    while (length < text.size()) {
        bytes += encode_utf8(text.substr(length, 1)).size();
        if (bytes > most) break;
        ++length;
    }
    return std::u32string{text.substr(0, length)};
}

std::u32string shortened(std::u32string_view base, std::size_t most) {
    auto cut = cut_bytes(base, most);
    trim_end(cut, is_edge);
    return cut;
}

bool is_device(std::u32string_view base) {
    std::u32string name{base.substr(0, base.find(U'.'))};
    trim(name, is_white_space);
    for (char32_t& each : name)
        if (each >= U'A' && each <= U'Z') each += U'a' - U'A';
    constexpr std::array<std::u32string_view, 6> devices{U"con", U"prn",    U"aux",
                                                         U"nul", U"conin$", U"conout$"};
    if (std::find(devices.begin(), devices.end(), name) != devices.end()) return true;
    if (name.size() != 4 || (!name.starts_with(U"com") && !name.starts_with(U"lpt"))) return false;
    return std::u32string_view{U"0123456789\u00b9\u00b2\u00b3"}.find(name.back()) !=
           std::u32string_view::npos;
}

std::u32string bounded(std::u32string name) {
    if (name.size() > kConsidered) name.erase(kConsidered / 2, name.size() - kConsidered);
    return name;
}

}  // namespace

std::string safe_file_name(std::string_view name) {
    const std::u32string last = last_part(bounded(util::decode_utf8(name)));
    if (last.empty()) return "file";
    const auto dot = extension_at(last);
    const std::string extension = encode_utf8(std::u32string_view{last}.substr(dot));
    const auto room = kLongest - extension.size();
    auto base = shortened(std::u32string_view{last}.substr(0, dot), room);
    if (is_device(base)) base = shortened(U"_" + base, room);
    return (base.empty() ? "file" : encode_utf8(base)) + extension;
}

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/entry_rules.hpp"

#include <algorithm>

#include "util/unicode.hpp"

namespace keks::client::disk {
namespace {

bool is_plain_text(std::string_view text) {
    const auto decoded = util::decode_utf8(text);
    // Bytes that are not UTF-8 are lost on the way.
    return util::encode_utf8(decoded) == text &&
           std::none_of(decoded.begin(), decoded.end(), util::is_unruly);
}

}  // namespace

std::vector<std::string_view> components(std::string_view path) {
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const auto slash = path.find('/');
        parts.push_back(path.substr(0, slash));
        if (slash == path.npos) break;
        path.remove_prefix(slash + 1);
        if (path.empty()) parts.emplace_back();
    }
    return parts;
}

std::optional<std::string_view> fault_of_path(std::string_view path) {
    if (path.empty()) return "has no name";
    if (path.size() > kLongestPath) return "has too long a path";
    if (path.front() == '/') return "has an absolute path";
    if (!is_plain_text(path)) return "has a name with controls, or that is not UTF-8";
    const auto parts = components(path);
    if (parts.size() > kDeepest + 1) return "is too deep within folders";
    for (const auto part : parts) {
        if (part.empty() || part == "." || part == "..") return "has a path that leads elsewhere";
        if (part.size() > kLongestComponent) return "has too long a name";
    }
    return std::nullopt;
}

std::optional<std::string_view> fault_of_link(std::string_view path, std::string_view target) {
    if (target.empty() || target.size() > kLongestPath) return "leads nowhere";
    if (target.front() == '/') return "leads to an absolute path";
    if (!is_plain_text(target)) return "leads to a name with controls, or that is not UTF-8";
    // From the folder that it is in to the topmost, which may be given another name and place.
    const auto depth = components(path).size();
    std::size_t steps_left = depth < 2 ? 0 : depth - 2;
    bool down = false;
    for (const auto part : components(target)) {
        // After a step down one may be in another link's target: a step up from there is no step
        // back.
        if (part == ".." && (down || steps_left-- == 0)) return "leads out of its folder";
        if (part != ".." && part != "." && !part.empty()) down = true;
    }
    return std::nullopt;
}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/precondition.hpp"

#include <algorithm>

#include "server/http/field.hpp"

namespace keks::server {
namespace {

void skip_separators(std::string_view& text) {
    text.remove_prefix(std::min(text.find_first_not_of(", \t"), text.size()));
}

// Takes an entity tag from the front, quotes included, `W/` left out; empty if there is none.
std::string_view take_tag(std::string_view& text) {
    if (text.starts_with("W/")) text.remove_prefix(2);
    if (!text.starts_with('"')) return {};
    const auto end = text.find('"', 1);
    if (end == std::string_view::npos) return {};
    const auto tag = text.substr(0, end + 1);
    text.remove_prefix(tag.size());
    return tag;
}

}  // namespace

bool if_none_match_names(std::string_view field, std::string_view etag) {
    if (trim_field(field) == "*") return true;
    for (skip_separators(field); !field.empty(); skip_separators(field)) {
        const auto tag = take_tag(field);
        if (tag.empty()) return false;
        if (tag == etag) return true;
    }
    return false;
}

}  // namespace keks::server

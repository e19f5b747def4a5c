// SPDX-License-Identifier: AGPL-3.0-only
#include "client/peer/description.hpp"

#include <algorithm>
#include <cstddef>

namespace keks::client {
namespace {

// Real descriptions have one for each media section at most.
constexpr std::size_t kMostUfrags = 64;
constexpr std::string_view kLineEnds = "\r\n";
constexpr std::string_view kSpaces = " \t\v\f";

std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find_first_of(kSpaces));
}

std::string_view trim_end(std::string_view text) {
    return text.substr(0, text.find_last_not_of(kSpaces) + 1);
}

void add_ufrag(RemoteDescription& description, std::string_view ufrag) {
    auto& ufrags = description.ufrags;
    if (ufrag.empty() || ufrags.size() >= kMostUfrags) return;
    if (std::ranges::find(ufrags, ufrag) == ufrags.end()) ufrags.emplace_back(ufrag);
}

void read_line(std::string_view line, RemoteDescription& description) {
    constexpr std::string_view ufrag = "a=ice-ufrag:";
    constexpr std::string_view fingerprint = "a=fingerprint:";
    if (line.starts_with(ufrag)) {
        add_ufrag(description, first_word(line.substr(ufrag.size())));
    } else if (line.starts_with(fingerprint) && description.identity.empty()) {
        description.identity = trim_end(line.substr(fingerprint.size()));
    }
}

}  // namespace

RemoteDescription describe(std::string_view sdp) {
    RemoteDescription description;
    while (!sdp.empty()) {
        const std::size_t end = std::min(sdp.find_first_of(kLineEnds), sdp.size());
        read_line(sdp.substr(0, end), description);
        sdp.remove_prefix(std::min(end + 1, sdp.size()));
    }
    return description;
}

std::optional<std::string> candidate_ufrag(const relay::Candidate& candidate) {
    if (candidate.ufrag) return candidate.ufrag;
    constexpr std::string_view name = " ufrag ";
    const std::string_view line = candidate.candidate;
    const std::size_t at = line.find(name);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view ufrag = first_word(line.substr(at + name.size()));
    return ufrag.empty() ? std::nullopt : std::optional<std::string>{ufrag};
}

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "client/webrtc/ice_candidate.hpp"
#include "client/webrtc/sdp.hpp"

// Any text is a description or a fault. What is read of a description is read again from what we
// write of it, has bounds, and holds nothing that could end a line.
namespace {

using namespace keks::client::webrtc;

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_clean(std::string_view text) {
    return text.find_first_of("\r\n\0", 0, 3) == std::string_view::npos;
}

void check_transport(const TransportDescription& transport) {
    require(transport.max_message_size >= 1 && transport.max_message_size <= max_message_size);
    require(transport.sctp_port != 0);
    require(transport.candidates.size() <= max_sdp_candidates);
    require(std::ranges::all_of(transport.candidates, is_clean));
}

void check(const Description& description) {
    require(description.sections.size() <= max_sdp_sections);
    const auto again = parse_sdp(write_sdp({1, 2}, description));
    require(again.has_value());
    require(again->sections == description.sections);
    require(again->application == description.application);
    if (!description.application) return;
    check_transport(description.transport);
    require(again->transport.ice == description.transport.ice);
    require(again->transport.fingerprint == description.transport.fingerprint);
    require(again->transport.candidates == description.transport.candidates);
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto description = parse_sdp(text);
    if (description.has_value()) {
        check(*description);
    } else {
        require(!description.error().reason.empty());
    }
    static_cast<void>(parse_candidate(text));
    static_cast<void>(parse_ice_server(text));
    return 0;
}

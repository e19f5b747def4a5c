// SPDX-License-Identifier: AGPL-3.0-only
#include <string>

#include "client/webrtc/sdp.hpp"
#include "client/webrtc/sdp_attributes.hpp"

namespace keks::client::webrtc {
namespace {

constexpr std::string_view line_end = "\r\n";

void add(std::string& sdp, std::string_view name, std::string_view value) {
    sdp.append(name).append(value).append(line_end);
}

void add_transport(std::string& sdp, const TransportDescription& transport) {
    add(sdp, "a=ice-ufrag:", transport.ice.ufrag);
    add(sdp, "a=ice-pwd:", transport.ice.password);
    add(sdp, "a=ice-options:", "trickle");
    add(sdp, "a=fingerprint:", transport.fingerprint.algorithm + ' ' + transport.fingerprint.value);
    add(sdp, "a=setup:", to_string(transport.setup));
    add(sdp, "a=sctp-port:", std::to_string(transport.sctp_port));
    add(sdp, "a=max-message-size:", std::to_string(transport.max_message_size));
    for (const auto& candidate : transport.candidates) add(sdp, "a=", candidate);
    if (transport.end_of_candidates) add(sdp, "a=", "end-of-candidates");
}

/** Port 9 is the "discard" port that stands for trickled candidates; 0 rejects. */
void add_section(std::string& sdp, const MediaSection& section, bool accepted) {
    add(sdp, "m=",
        section.media + (accepted ? " 9 " : " 0 ") + section.protocol + ' ' + section.formats);
    add(sdp, "c=", "IN IP4 0.0.0.0");
    if (!section.mid.empty()) add(sdp, "a=mid:", section.mid);
    if (!accepted && section.media != "application") add(sdp, "a=", "inactive");
}

}  // namespace

std::string write_sdp(const Origin& origin, const Description& description) {
    std::string sdp;
    add(sdp, "v=", "0");
    add(sdp, "o=- ",
        std::to_string(origin.session_id) + ' ' + std::to_string(origin.version) +
            " IN IP4 127.0.0.1");
    add(sdp, "s=", "-");
    add(sdp, "t=", "0 0");
    const auto& sections = description.sections;
    if (description.application && !sections[*description.application].mid.empty()) {
        add(sdp, "a=group:BUNDLE ", sections[*description.application].mid);
    }
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const bool accepted = description.application == i;
        add_section(sdp, sections[i], accepted);
        if (accepted) add_transport(sdp, description.transport);
    }
    return sdp;
}

}  // namespace keks::client::webrtc

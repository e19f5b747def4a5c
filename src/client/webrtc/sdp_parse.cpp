// SPDX-License-Identifier: AGPL-3.0-only
#include <algorithm>
#include <string>

#include "client/webrtc/sdp.hpp"
#include "client/webrtc/sdp_attributes.hpp"

namespace keks::client::webrtc {
namespace {

/** The attributes that may stand at the session level or in a section. */
struct Attributes {
    std::string ufrag;
    std::string password;
    std::optional<Fingerprint> fingerprint;
    std::optional<Setup> setup;
};

/** Nothing of a description is to surprise what reads it after us. */
bool has_controls(std::string_view line) {
    return std::ranges::any_of(
        line, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
}

class Parser {
  public:
    boost::system::result<Description, SdpFault> parse(std::string_view sdp) {
        if (sdp.size() > max_sdp_bytes) return SdpFault{"longer than 256 KiB"};
        while (fault_.empty() && !sdp.empty()) {
            std::string_view line = take_until(sdp, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            ++line_number_;
            read_line(line);
        }
        if (fault_.empty() && line_number_ == 0) fail("empty");
        if (fault_.empty()) finish();
        if (!fault_.empty()) return SdpFault{fault_};
        return std::move(description_);
    }

  private:
    void fail(std::string_view what) {
        fault_ = "line " + std::to_string(line_number_) + ": " + std::string{what};
    }

    void read_line(std::string_view line) {
        if (line_number_ == 1) {
            if (line != "v=0") fail("must be v=0");
            return;
        }
        if (line.size() < 2 || line[1] != '=') return fail("is not TYPE=VALUE");
        if (has_controls(line)) return fail("has control characters");
        if (line[0] == 'm') return read_media(line.substr(2));
        if (line[0] == 'a') read_attribute(line.substr(2));
    }

    void read_media(std::string_view value) {
        if (description_.sections.size() == max_sdp_sections) return fail("too many m= lines");
        MediaSection section;
        section.media = take_until(value, ' ');
        const auto port = parse_number<std::uint16_t>(take_until(value, ' '));
        section.protocol = take_until(value, ' ');
        section.formats = value;
        if (!port || section.media.empty() || section.protocol.empty() || value.empty()) {
            return fail("m= is not MEDIA PORT PROTOCOL FORMATS");
        }
        const bool for_channels = section.media == "application" && *port != 0 &&
                                  section.protocol.ends_with("DTLS/SCTP") &&
                                  section.formats == "webrtc-datachannel";
        in_application_ = for_channels && !description_.application;
        if (in_application_) description_.application = description_.sections.size();
        description_.sections.push_back(std::move(section));
    }

    void read_attribute(std::string_view value) {
        const std::string_view name = take_until(value, ':');
        if (name == "mid" && !description_.sections.empty()) {
            description_.sections.back().mid = value;
            return;
        }
        const bool at_session_level = description_.sections.empty();
        if (!at_session_level && !in_application_) return;
        read_shared(name, value, at_session_level ? session_ : application_);
        if (in_application_) read_application(name, value);
    }

    void read_shared(std::string_view name, std::string_view value, Attributes& into) {
        if (name == "ice-ufrag") {
            if (!is_ice_ufrag(value)) return fail("a=ice-ufrag must be 4 to 256 ice-chars");
            into.ufrag = value;
        } else if (name == "ice-pwd") {
            if (!is_ice_password(value)) return fail("a=ice-pwd must be 22 to 256 ice-chars");
            into.password = value;
        } else if (name == "fingerprint") {
            // There may be one for each of several hash functions; the first that we know counts.
            if (!into.fingerprint) into.fingerprint = parse_fingerprint(value);
        } else if (name == "setup") {
            into.setup = parse_setup(value);
            if (!into.setup) return fail("a=setup must be active, passive or actpass");
        }
    }

    void read_application(std::string_view name, std::string_view value) {
        TransportDescription& transport = description_.transport;
        if (name == "sctp-port") {
            const auto port = parse_number<std::uint16_t>(value);
            if (!port || *port == 0) return fail("a=sctp-port must be 1 to 65535");
            transport.sctp_port = *port;
        } else if (name == "max-message-size") {
            const auto size = parse_number<std::uint64_t>(value);
            if (!size) return fail("a=max-message-size must be a number");
            // 0: as large as we like.
            const std::uint64_t limit = *size == 0 ? max_message_size : *size;
            transport.max_message_size = std::min<std::uint64_t>(limit, max_message_size);
        } else if (name == "candidate") {
            if (transport.candidates.size() == max_sdp_candidates) return;
            transport.candidates.push_back("candidate:" + std::string{value});
        } else if (name == "end-of-candidates") {
            transport.end_of_candidates = true;
        }
    }

    /** Session-level values hold for a section that has none of its own. */
    void finish() {
        if (!description_.application) return;
        TransportDescription& transport = description_.transport;
        const bool own_ice = !application_.ufrag.empty() || !application_.password.empty();
        const Attributes& ice = own_ice ? application_ : session_;
        transport.ice = {ice.ufrag, ice.password};
        const auto& fingerprint =
            application_.fingerprint ? application_.fingerprint : session_.fingerprint;
        const auto& setup = application_.setup ? application_.setup : session_.setup;
        if (ice.ufrag.empty()) return fail("m=application without a=ice-ufrag");
        if (ice.password.empty()) return fail("m=application without a=ice-pwd");
        if (!fingerprint) return fail("m=application without a=fingerprint of SHA-256 or longer");
        transport.fingerprint = *fingerprint;
        transport.setup = setup.value_or(Setup::actpass);
    }

    Description description_;
    Attributes session_;
    Attributes application_;
    bool in_application_ = false;
    std::size_t line_number_ = 0;
    std::string fault_;
};

}  // namespace

boost::system::result<Description, SdpFault> parse_sdp(std::string_view sdp) {
    return Parser{}.parse(sdp);
}

}  // namespace keks::client::webrtc

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/jsep_session.hpp"

#include <algorithm>
#include <utility>

#include "client/webrtc/ice_credentials.hpp"

namespace keks::client::webrtc {
namespace {

/** A mid that no section has. */
std::string free_mid(const std::vector<MediaSection>& sections) {
    for (std::size_t number = 0;; ++number) {
        std::string mid = std::to_string(number);
        if (std::ranges::find(sections, mid, &MediaSection::mid) == sections.end()) return mid;
    }
}

}  // namespace

JsepSession::JsepSession(Fingerprint own) : origin_{make_session_id(), 0} {
    local_.transport.ice = make_ice_credentials();
    local_.transport.fingerprint = std::move(own);
    local_.transport.max_message_size = max_message_size;
}

boost::system::result<SessionDescription, SdpFault> JsepSession::make_offer() {
    if (state_ != State::stable) return SdpFault{"an offer is out already"};
    if (!local_.application) {
        local_.application = local_.sections.size();
        local_.sections.push_back(
            {"application", "UDP/DTLS/SCTP", "webrtc-datachannel", free_mid(local_.sections)});
    }
    local_.transport.setup = Setup::actpass;
    state_ = State::have_local_offer;
    return describe(SessionDescription::Type::offer);
}

boost::system::result<SessionDescription, SdpFault> JsepSession::make_answer() {
    if (state_ != State::have_remote_offer) return SdpFault{"there is no offer to answer"};
    local_.sections = remote_->sections;
    local_.application = remote_->application;
    state_ = State::stable;
    if (remote_->application) {
        restart_if_peer_did();
        const bool client =
            parameters_ ? parameters_->dtls_client : remote_->transport.setup != Setup::active;
        local_.transport.setup = client ? Setup::active : Setup::passive;
        controlling_ = controlling_.value_or(false);
        settle(client);
    }
    return describe(SessionDescription::Type::answer);
}

// RFC 8839, section 4.4.1.1.1: whoever answers a restart restarts as well.
void JsepSession::restart_if_peer_did() {
    if (!parameters_ || parameters_->remote_ice == remote_->transport.ice) return;
    local_.transport.ice = make_ice_credentials();
    local_.transport.candidates.clear();
    local_.transport.end_of_candidates = false;
}

boost::system::result<void, SdpFault> JsepSession::set_remote(const SessionDescription& remote) {
    if (remote.type == SessionDescription::Type::rollback) {
        if (state_ == State::have_remote_offer) roll_back();
        return {};
    }
    auto description = parse_sdp(remote.sdp);
    if (!description.has_value()) return description.error();
    if (auto fault = check_identity(*description)) return *std::move(fault);
    return remote.type == SessionDescription::Type::offer ? set_offer(*std::move(description))
                                                          : set_answer(*std::move(description));
}

// DTLS stays for the life of a connection; one with another certificate is another connection.
std::optional<SdpFault> JsepSession::check_identity(const Description& remote) const {
    if (!parameters_ || !remote.application) return std::nullopt;
    if (remote.transport.fingerprint == parameters_->remote_fingerprint) return std::nullopt;
    return SdpFault{"a=fingerprint is that of another connection"};
}

boost::system::result<void, SdpFault> JsepSession::set_offer(Description remote) {
    if (state_ == State::have_local_offer) return SdpFault{"an offer while ours is out"};
    remote_ = std::move(remote);
    state_ = State::have_remote_offer;
    return {};
}

boost::system::result<void, SdpFault> JsepSession::set_answer(Description remote) {
    if (state_ != State::have_local_offer) return SdpFault{"an answer to no offer of ours"};
    if (remote.sections.size() != local_.sections.size()) {
        return SdpFault{"an answer with other m= lines than the offer"};
    }
    if (remote.application != local_.application) {
        return SdpFault{"an answer that rejects the data channels"};
    }
    if (remote.transport.setup == Setup::actpass) {
        return SdpFault{"a=setup of an answer must be active or passive"};
    }
    remote_ = std::move(remote);
    state_ = State::stable;
    controlling_ = controlling_.value_or(true);
    settle(parameters_ ? parameters_->dtls_client : remote_->transport.setup == Setup::passive);
    return {};
}

void JsepSession::settle(bool dtls_client) {
    parameters_ = {remote_->transport.ice, remote_->transport.fingerprint,
                   remote_->transport.sctp_port, *controlling_, dtls_client};
}

void JsepSession::add_candidate(std::string candidate) {
    auto& candidates = local_.transport.candidates;
    if (candidates.size() < max_sdp_candidates) candidates.push_back(std::move(candidate));
}

std::string JsepSession::mid() const {
    return local_.application ? local_.sections[*local_.application].mid : std::string{};
}

int JsepSession::mline_index() const {
    return static_cast<int>(local_.application.value_or(0));
}

SessionDescription JsepSession::describe(SessionDescription::Type type) {
    ++origin_.version;
    return {type, write_sdp(origin_, local_)};
}

}  // namespace keks::client::webrtc

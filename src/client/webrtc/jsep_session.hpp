// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <optional>
#include <string>

#include "client/peer_connection.hpp"
#include "client/webrtc/sdp.hpp"
#include "client/webrtc/transport_parameters.hpp"

namespace keks::client::webrtc {

/** The signalling state of one connection (RFC 8829) and what its descriptions say. No I/O. */
class JsepSession {
  public:
    enum class State { stable, have_local_offer, have_remote_offer };

    explicit JsepSession(Fingerprint own);

    /** A fault: not in the state for it. */
    boost::system::result<SessionDescription, SdpFault> make_offer();
    boost::system::result<SessionDescription, SdpFault> make_answer();

    /** A fault: malformed, not in the state for it, or of another connection. */
    boost::system::result<void, SdpFault> set_remote(const SessionDescription& remote);

    /** Gives up the offer that is out, ours or the peer's. */
    void roll_back() { state_ = State::stable; }

    /** Our own, for this and later descriptions. */
    void add_candidate(std::string candidate);
    void end_of_candidates() { local_.transport.end_of_candidates = true; }

    State state() const { return state_; }
    /** Of the last remote description; none before there is one. */
    const std::optional<Description>& remote() const { return remote_; }
    const IceCredentials& local_ice() const { return local_.transport.ice; }
    /** `a=mid` and index of the application section. */
    std::string mid() const;
    int mline_index() const;
    /** Stable, with an application section that both have accepted; otherwise none. */
    const std::optional<TransportParameters>& parameters() const { return parameters_; }

  private:
    boost::system::result<void, SdpFault> set_offer(Description remote);
    boost::system::result<void, SdpFault> set_answer(Description remote);
    std::optional<SdpFault> check_identity(const Description& remote) const;
    void settle(bool dtls_client);
    void restart_if_peer_did();
    SessionDescription describe(SessionDescription::Type type);

    State state_ = State::stable;
    Origin origin_;
    Description local_;
    std::optional<Description> remote_;
    std::optional<TransportParameters> parameters_;
    std::optional<bool> controlling_;
};

}  // namespace keks::client::webrtc

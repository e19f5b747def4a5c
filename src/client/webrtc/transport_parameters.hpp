// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>

#include "client/webrtc/sdp.hpp"

namespace keks::client::webrtc {

/** What an offer and its answer come to. */
struct TransportParameters {
    IceCredentials remote_ice;
    Fingerprint remote_fingerprint;
    std::uint16_t remote_sctp_port = 5000;
    bool ice_controlling = false;
    bool dtls_client = false;
};

}  // namespace keks::client::webrtc

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include "client/webrtc/sdp.hpp"

namespace keks::client::webrtc {

/** 48 random bits for the name and 144 for the password. Throws std::runtime_error without any. */
IceCredentials make_ice_credentials();

/** RFC 8829, section 5.2.1: 63 random bits. */
std::uint64_t make_session_id();

}  // namespace keks::client::webrtc

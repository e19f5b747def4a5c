// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/negotiation.hpp"
#include "client/relay_message.hpp"

namespace keks::client {

/** What negotiation asks of a description (RFC 8866, RFC 8839, RFC 8122), of any text. */
[[nodiscard]] RemoteDescription describe(std::string_view sdp);

/** The ICE user name that a candidate belongs to, as far as it says. */
[[nodiscard]] std::optional<std::string> candidate_ufrag(const relay::Candidate& candidate);

}  // namespace keks::client

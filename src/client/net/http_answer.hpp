// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <string>
#include <string_view>

#include "client/server_uri.hpp"
#include "client/signaling/link.hpp"

namespace keks::client::net {

inline constexpr unsigned most_redirects = 3;

/** 301, 302, 307 or 308 (RFC 9110, section 15.4). */
[[nodiscard]] bool is_redirect(unsigned status);

/** What an answer other than the one that was asked for means. `shown`: as in Dialer. */
[[nodiscard]] LinkFault explain_status(unsigned status, const std::string& shown,
                                       std::string_view path);

/**
 * Where to ask next, after the answer with this status and Location (empty: none), which is number
 * `answers` from 1 on to the same question.
 */
[[nodiscard]] boost::system::result<HttpEndpoint, LinkFault> next_endpoint(
    const HttpEndpoint& asked, unsigned status, std::string_view location, unsigned answers,
    const std::string& shown);

}  // namespace keks::client::net

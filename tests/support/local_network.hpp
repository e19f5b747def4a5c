// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>

namespace keks::test {

// An IPv4 address of this machine that is not loopback; empty if it has none. Who connects to it
// comes from it as well.
[[nodiscard]] std::string outward_address();

// Whether a socket that is bound to [::] takes IPv4 too, as far as the system decides it (RFC 3493,
// section 3.7; Linux: net.ipv6.bindv6only).
[[nodiscard]] bool maps_ipv4_into_ipv6();

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>

namespace keks::bench {

// A socket that is connected to the loopback port and does not block. Each call dials from another
// address of this machine (127.0.0.0/8), so that no run is short of ports. Throws
// std::runtime_error.
[[nodiscard]] int dial(std::uint16_t port);

}  // namespace keks::bench

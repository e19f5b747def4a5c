// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include "support/server_process.hpp"

namespace keks::test {

inline constexpr Exit kWell{.code = 0, .signal = 0};

// A server that waits for close handshakes longer than tests do: what they await happens before.
inline ServerOptions slow_to_close() {
    return with_keys({{"LIMITS_CLOSE_TIMEOUT_SECONDS", "60"}});
}

}  // namespace keks::test

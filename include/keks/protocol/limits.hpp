// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>

namespace keks::protocol {

// Bounds on what one packet may carry. Protocol section 1 names the least that a server accepts by
// default: messages of 12 MiB, hashes of 1,024 characters (up to 4 bytes each in UTF-8) and 1,000
// watched rooms.
struct Limits {
    std::size_t message_bytes = std::size_t{16} << 20U;
    std::size_t hash_bytes = 4096;
    std::size_t watches = 1024;
};

}  // namespace keks::protocol

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace keks::client::webrtc {

/**
 * CRC-32C (RFC 9260, appendix A) in host order on little-endian hosts, as it lies in an SCTP header
 * there. By the processor's own instruction where it has one.
 */
std::uint32_t crc32c(std::span<const std::byte> bytes);

/** The same without that instruction. */
std::uint32_t crc32c_portable(std::span<const std::byte> bytes);

}  // namespace keks::client::webrtc

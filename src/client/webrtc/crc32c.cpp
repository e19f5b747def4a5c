// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/crc32c.hpp"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

static_assert(std::endian::native == std::endian::little, "the checksum is stored as it is");

namespace keks::client::webrtc {
namespace {

constexpr std::uint32_t all_ones = 0xffffffff;

// The reflected polynomial, one entry for each value of a byte.
constexpr std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t byte = 0; byte < made.size(); ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit) rest = (rest >> 1) ^ ((rest & 1) != 0 ? 0x82f63b78U : 0U);
        made[byte] = rest;
    }
    return made;
}();

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc32c_sse42(std::span<const std::byte> bytes) {
    std::uint64_t rest = all_ones;
    for (; bytes.size() >= sizeof(std::uint64_t); bytes = bytes.subspan(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), sizeof word);
        rest = _mm_crc32_u64(rest, word);
    }
    auto result = static_cast<std::uint32_t>(rest);
    for (const std::byte byte : bytes) {
        result = _mm_crc32_u8(result, std::to_integer<unsigned char>(byte));
    }
    return ~result;
}
#endif

}  // namespace

std::uint32_t crc32c_portable(std::span<const std::byte> bytes) {
    std::uint32_t rest = all_ones;
    for (const std::byte byte : bytes) {
        rest = (rest >> 8) ^ table[(rest ^ std::to_integer<std::uint32_t>(byte)) & 0xff];
    }
    return ~rest;
}

std::uint32_t crc32c(std::span<const std::byte> bytes) {
#if defined(__x86_64__)
    static const bool has_instruction = __builtin_cpu_supports("sse4.2") != 0;
    if (has_instruction) return crc32c_sse42(bytes);
#endif
    return crc32c_portable(bytes);
}

}  // namespace keks::client::webrtc

// SPDX-License-Identifier: AGPL-3.0-only
#include "protocol/plain_text.hpp"

namespace keks::protocol {
namespace {

bool is_special(char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20U;
}

// Without a branch for each byte, so that the compiler makes vector instructions of it.
constexpr std::size_t kBlock = 64;
bool block_has_special(const char* block) {
    unsigned char found = 0;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const auto byte = static_cast<unsigned char>(block[i]);
        found |= static_cast<unsigned char>((byte == '"') | (byte == '\\') | (byte < 0x20U));
    }
    return found != 0;
}

}  // namespace

std::size_t plain_prefix(std::string_view text) {
    std::size_t i = 0;
    while (text.size() - i >= kBlock && !block_has_special(text.data() + i)) i += kBlock;
    while (i < text.size() && !is_special(text[i])) ++i;
    return i;
}

}  // namespace keks::protocol

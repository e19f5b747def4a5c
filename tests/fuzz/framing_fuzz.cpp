// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/framing.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Any text of a peer's says at most one thing, and the same when it is written again.
namespace {

using namespace keks::client;

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::uint64_t largest = (std::uint64_t{1} << 53U) - 1;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto ack = framing::read_ack(text);
    const auto from = framing::read_from(text);
    const auto digest = framing::read_digest(text);
    const bool mark = text == framing::end_mark || text == framing::saved_mark;
    require(int{ack.has_value()} + int{from.has_value()} + int{digest.has_value()} + int{mark} <=
            1);
    if (ack) require(*ack <= largest && framing::read_ack(framing::ack_message(*ack)) == ack);
    if (from) require(*from <= largest && framing::read_from(framing::from_message(*from)) == from);
    if (digest) require(framing::digest_message(*digest) == text);
    return 0;
}

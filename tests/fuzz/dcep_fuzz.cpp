// SPDX-License-Identifier: AGPL-3.0-only
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "client/webrtc/dcep.hpp"

// Any bytes are a message or not; the label of one that opens comes back when it is written again.
// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace keks::client::webrtc;
    const auto message = parse_dcep(std::as_bytes(std::span{data, size}));
    const auto* const open = message ? std::get_if<DcepOpen>(&*message) : nullptr;
    if (open == nullptr) return 0;
    if (open->label.size() + open->protocol.size() >= size) std::abort();
    if (parse_dcep(encode_dcep_open(open->label)) != DcepMessage{DcepOpen{0, open->label, {}}}) {
        std::abort();
    }
    return 0;
}

// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/protocol/close.hpp"

namespace keks::protocol {

std::uint16_t close_code(CloseCause cause) {
    switch (cause) {
        case CloseCause::bad_packet:
            return 1008;
        case CloseCause::binary_frame:
            return 1003;
        case CloseCause::message_too_big:
            return 1009;
        case CloseCause::not_utf8:
            return 1007;
        case CloseCause::broken_rule:
            return 1002;
        case CloseCause::too_slow:
            return 1013;
        case CloseCause::idle:
            return 1001;
        case CloseCause::shutting_down:
            return 1001;
    }
    return 1011;
}

std::string_view fit_close_reason(std::string_view text) {
    if (text.size() <= kMaxCloseReason) return text;
    std::size_t end = kMaxCloseReason;
    const auto continues = [&](std::size_t i) {
        return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
    };
    while (end > 0 && continues(end)) --end;
    return text.substr(0, end);
}

}  // namespace keks::protocol

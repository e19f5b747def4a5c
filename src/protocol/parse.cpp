// SPDX-License-Identifier: AGPL-3.0-only
#include <utility>

#include "keks/protocol/codec.hpp"
#include "protocol/client_packet_reader.hpp"
#include "protocol/number_clamp.hpp"

namespace keks::protocol {
namespace {

using ParseResult = boost::system::result<ClientPacket, Fault>;

bool read(std::string_view text, ClientPacketReader& reader) {
    return nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
}

ParseResult finish(ClientPacketReader& reader, bool complete) {
    if (!complete) return Fault{reader.fault()};
    auto packet = reader.take_packet();
    return std::move(*packet);
}

}  // namespace

ParseResult parse_client_packet(std::string_view text, const Limits& limits) {
    // Two things that are not JSON, but that the library takes: it skips a byte order mark and
    // holds a zero byte to be the end of the text.
    if (text.starts_with("\xEF\xBB\xBF")) return Fault{"not JSON: starts with a byte order mark"};
    if (text.find('\0') != std::string_view::npos) return Fault{"not JSON: holds a zero byte"};

    ClientPacketReader reader{limits};
    const bool complete = read(text, reader);
    if (!reader.met_huge_number()) return finish(reader, complete);

    ClientPacketReader second{limits};
    const bool second_complete = read(clamp_numbers(text), second);
    return finish(second, second_complete);
}

}  // namespace keks::protocol

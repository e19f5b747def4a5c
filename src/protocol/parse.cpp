// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/protocol/codec.hpp"
#include "protocol/client_packet_reader.hpp"
#include "protocol/read_json.hpp"

namespace keks::protocol {

boost::system::result<ClientPacket, Fault> parse_client_packet(std::string_view text,
                                                               const Limits& limits) {
    return read_json<ClientPacket>(text, [&] { return ClientPacketReader{limits}; });
}

}  // namespace keks::protocol

// SPDX-License-Identifier: AGPL-3.0-only
#include "keks/protocol/client_codec.hpp"

#include "protocol/read_json.hpp"
#include "protocol/server_packet_reader.hpp"

namespace keks::protocol {

boost::system::result<ReceivedPacket, Fault> parse_server_packet(std::string_view text) {
    return read_json<ReceivedPacket>(text, [] { return ServerPacketReader{}; });
}

}  // namespace keks::protocol

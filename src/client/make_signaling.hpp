// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "client/server_trust.hpp"
#include "client/server_uri.hpp"
#include "client/signaling.hpp"
#include "client/signaling/signaling_times.hpp"

namespace keks::client {

struct SignalingOptions {
    ServerTrust trust = {};
    /** Of messages that wait to be sent, each with 64 for itself. Beyond, `send` returns false. */
    std::size_t send_bytes = std::size_t{32} << 20U;
    /** Of one message that we take. Servers pass on 12 MiB at least (protocol section 1). */
    std::size_t message_bytes = std::size_t{24} << 20U;
    SignalingTimes times = {};
    /** From 0 to 1, another each time: spreads who comes back. Empty: the system's randomness. */
    std::function<double()> random = {};
};

/**
 * Over WebSockets (RFC 6455), with `room_hash` of protocol section 3. `loop` is single-threaded.
 *
 *     auto uri = parse_server_uri("wss://meet.example.org");
 *     auto signaling = make_signaling(io.get_executor(), *uri, hash);
 *     signaling->start({.joined = …});
 *
 * Redirects are followed, three at most and never from TLS to none. `failed` comes for what the
 * first visit to the room shows to be wrong for good: a certificate that is not valid, a host that
 * does not speak TLS, an answer such as 404. A name that cannot be resolved is `lost`, since the
 * network may only be away; and so is everything once we were in the room, since it was right then.
 */
[[nodiscard]] std::unique_ptr<Signaling> make_signaling(const boost::asio::any_io_executor& loop,
                                                        ServerUri server, std::string room_hash,
                                                        SignalingOptions options = {});

}  // namespace keks::client

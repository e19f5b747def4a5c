// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/connection.hpp"

#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <ctime>
#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "server/http/head.hpp"
#include "server/net/admission.hpp"
#include "server/net/serve.hpp"

namespace keks::server {
namespace {

std::optional<RefusalReason> refusal(NetContext& net, const std::optional<AddressKey>& key) {
    if (net.connections >= net.limits.connections) return RefusalReason::connections;
    if (key && !net.addresses.add(*key)) return RefusalReason::connections_per_address;
    return std::nullopt;
}

// One attempt that does not wait, and that a reset may overtake where the request is unread: a
// server at its bound spends nothing more on those it turns away.
void turn_away(Socket& socket) {
    const Response response = error_response(503, "The server has as many connections as it may.");
    const std::string text = serialize_head(response, Persistence::closes, std::time(nullptr)) +
                             std::string{response.body.view()};
    static_cast<void>(
        ::send(socket.native_handle(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
    socket.shut_down_sending();
}

}  // namespace

void start_connection(NetContext& net, std::unique_ptr<Socket> socket, const sockaddr& peer,
                      const Service& service) {
    const auto key = AddressLimit::key_of(peer);
    if (const auto reason = refusal(net, key)) {
        net.counters.count(*reason);
        return turn_away(*socket);
    }
    // An exception here is a fault of ours, memory included: it must end the program, not a
    // session.
    boost::asio::co_spawn(net.loop.executor(),
                          serve(net, std::move(socket), service, Admission{net, key}),
                          [](const std::exception_ptr& error) {
                              if (error) std::rethrow_exception(error);
                          });
}

}  // namespace keks::server

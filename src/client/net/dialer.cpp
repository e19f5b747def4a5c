// SPDX-License-Identifier: AGPL-3.0-only
#include "client/net/dialer.hpp"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <utility>

#include "client/net/tls.hpp"

namespace keks::client::net {
namespace {

using boost::asio::ip::tcp;
using boost::system::error_code;

/** Small packets leave at once, and little of what waits is hidden from us in the system. */
void tune(tcp::socket& socket) {
    constexpr int unsent = 128 * 1024;
    error_code ignored;  // it works without as well
    socket.set_option(tcp::no_delay{true}, ignored);
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
}

LinkFault aborted() {
    return {"given up", false};
}

}  // namespace

Dialer::Dialer(const boost::asio::any_io_executor& loop, ServerTrust trust, std::string shown)
    : loop_(loop), trust_(std::move(trust)), shown_(std::move(shown)), resolver_(loop) {}

void Dialer::abort() {
    aborted_ = true;
    resolver_.cancel();
    if (race_) race_->cancel();
    if (securing_ != nullptr) securing_->abort();
}

Awaitable<Dialer::Dialed> Dialer::dial(HttpEndpoint endpoint) {
    if (aborted_) co_return aborted();
    auto found = co_await look_up(endpoint);
    if (!found) co_return std::move(found).error();
    if (aborted_) co_return aborted();
    auto connected = co_await connect(std::move(*found));
    if (!connected) co_return std::move(connected).error();
    if (aborted_) co_return aborted();
    auto stream = std::make_unique<ClientStream>(std::move(*connected));
    if (!endpoint.secure) co_return stream;
    auto secured = co_await secure(std::move(stream), endpoint.host);
    co_return secured;
}

Awaitable<Dialer::Found> Dialer::look_up(const HttpEndpoint& endpoint) {
    const auto [error, found] = co_await resolver_.async_resolve(
        endpoint.host, std::to_string(endpoint.port), tcp::resolver::numeric_service, use_await);
    if (error) co_return LinkFault{"cannot find " + shown_ + ": " + error.message(), false};
    Endpoints endpoints;
    for (const auto& entry : found) endpoints.push_back(entry.endpoint());
    co_return interleaved(endpoints);
}

Awaitable<Dialer::Connected> Dialer::connect(Endpoints endpoints) {
    race_ = std::make_shared<ConnectRace>(loop_, std::move(endpoints));
    const auto initiate = [race = race_](auto handler) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        race->start([shared](error_code error, tcp::socket socket) {
            (*shared)(error, std::move(socket));
        });
    };
    auto [error, socket] =
        co_await boost::asio::async_initiate<decltype(use_await), void(error_code, tcp::socket)>(
            initiate, use_await);
    race_.reset();
    if (error) co_return LinkFault{"cannot connect to " + shown_ + ": " + error.message(), false};
    tune(socket);
    co_return std::move(socket);
}

Awaitable<Dialer::Dialed> Dialer::secure(std::unique_ptr<ClientStream> stream, std::string host) {
    auto context = make_tls_context(trust_);
    if (!context) co_return std::move(context).error();
    auto& tls = stream->use_tls(std::move(*context));
    expect_host(tls.native_handle(), host);
    securing_ = stream.get();
    const auto [error] = co_await tls.async_handshake(ClientStream::Tls::client, use_await);
    securing_ = nullptr;
    if (error) co_return explain_handshake(tls.native_handle(), error, shown_);
    co_return stream;
}

}  // namespace keks::client::net

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/ports/tcp_listener.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <utility>

#include "rift/ports/tcp_stream.hpp"

namespace keks::rift {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// After accept() failed, as for want of file descriptors: until one is free.
constexpr std::chrono::milliseconds kPause{200};

}  // namespace

struct TcpListener::Core : std::enable_shared_from_this<Core> {
    Core(const asio::any_io_executor& loop, Accepted call)
        : acceptor(loop), timer(loop), accepted(std::move(call)) {}

    void accept() {
        acceptor.async_accept([self = shared_from_this()](error_code error, tcp::socket socket) {
            if (!self->acceptor.is_open()) return;
            if (error) return self->accept_later();
            const auto call = self->accepted;
            self->accept();
            call(std::make_unique<TcpStream>(std::move(socket)));
        });
    }

    void accept_later() {
        timer.expires_after(kPause);
        timer.async_wait([self = shared_from_this()](error_code error) {
            if (!error && self->acceptor.is_open()) self->accept();
        });
    }

    tcp::acceptor acceptor;
    asio::steady_timer timer;
    Accepted accepted;
};

TcpListener::TcpListener(std::shared_ptr<Core> core) : core_(std::move(core)) {}

boost::system::result<std::unique_ptr<TcpListener>, std::string> TcpListener::open(
    const asio::any_io_executor& loop, const TcpAddress& address, Accepted accepted) {
    error_code error;
    const tcp::endpoint endpoint{asio::ip::make_address(address.host, error), address.port};
    if (error) return "--bind takes an address such as 127.0.0.1, ::1 or 0.0.0.0";
    auto core = std::make_shared<Core>(loop, std::move(accepted));
    auto& acceptor = core->acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use)
        return "something listens on " + words_of(address) +
               " already: name another port, or none to have one picked";
    if (error) return "cannot listen on " + words_of(address) + ": " + error.message();
    core->accept();
    return std::unique_ptr<TcpListener>{new TcpListener{std::move(core)}};
}

TcpListener::~TcpListener() {
    error_code ignored;  // closed it is in any case
    core_->acceptor.close(ignored);
    core_->timer.cancel(ignored);
}

TcpAddress TcpListener::address() const {
    error_code ignored;  // it is bound
    const auto endpoint = core_->acceptor.local_endpoint(ignored);
    return {endpoint.address().to_string(), endpoint.port()};
}

}  // namespace keks::rift

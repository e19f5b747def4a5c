// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/ports/tcp_connect.hpp"

#include <boost/asio/connect.hpp>
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

constexpr std::chrono::seconds kPatience{10};

}  // namespace

struct TcpConnect::Core : std::enable_shared_from_this<Core> {
    Core(const asio::any_io_executor& loop, std::function<void(TcpConnected)> call)
        : resolver(loop), socket(loop), timer(loop), done(std::move(call)) {}

    void start(const TcpAddress& address) {
        timer.expires_after(kPatience);
        timer.async_wait([self = shared_from_this()](error_code error) {
            if (!error) self->tell("nothing answered within ten seconds");
        });
        resolver.async_resolve(
            address.host, std::to_string(address.port),
            [self = shared_from_this()](error_code error, const tcp::resolver::results_type& all) {
                if (error) return self->tell(error.message());
                self->connect(all);
            });
    }

    void connect(const tcp::resolver::results_type& all) {
        if (!done) return;
        asio::async_connect(socket, all,
                            [self = shared_from_this()](error_code error, const tcp::endpoint&) {
                                if (error) return self->tell(error.message());
                                self->tell({boost::system::in_place_value,
                                            std::make_unique<TcpStream>(std::move(self->socket))});
                            });
    }

    void tell(TcpConnected connected) {
        const auto call = std::exchange(done, nullptr);
        stop();
        if (call) call(std::move(connected));
    }

    void stop() {
        done = nullptr;
        error_code ignored;  // nothing waits, it is not open
        timer.cancel(ignored);
        resolver.cancel();
        socket.close(ignored);
    }

    tcp::resolver resolver;
    tcp::socket socket;
    asio::steady_timer timer;
    std::function<void(TcpConnected)> done;
};

std::string words_of(const TcpAddress& address) {
    const bool brackets = address.host.find(':') != std::string::npos;
    return (brackets ? "[" + address.host + "]" : address.host) + ":" +
           std::to_string(address.port);
}

TcpConnect::TcpConnect(const asio::any_io_executor& loop, const TcpAddress& address,
                       std::function<void(TcpConnected)> done)
    : core_(std::make_shared<Core>(loop, std::move(done))) {
    core_->start(address);
}

TcpConnect::~TcpConnect() {
    core_->stop();
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#include "signaling/scripted_server.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <memory>
#include <utility>

namespace keks::client::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Socket = ScriptedServer::Socket;
template <class T>
using Awaitable = asio::awaitable<T>;

constexpr auto use_await = asio::as_tuple(asio::use_awaitable);

Awaitable<void> read_to_the_end(Socket& socket) {
    std::array<char, 65536> dropped{};
    for (;;) {
        const auto [error, bytes] =
            co_await socket.async_read_some(asio::buffer(dropped), use_await);
        static_cast<void>(bytes);
        if (error) co_return;
    }
}

Awaitable<void> answer(Socket socket, std::string bytes) {
    std::string head;
    const auto [unread, size] =
        co_await asio::async_read_until(socket, asio::dynamic_buffer(head), "\r\n\r\n", use_await);
    static_cast<void>(size);
    if (unread) co_return;
    co_await asio::async_write(socket, asio::buffer(bytes), use_await);
    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    co_await read_to_the_end(socket);
}

Awaitable<void> open_and_send(Socket socket, std::string bytes) {
    boost::beast::websocket::stream<Socket&> websocket{socket};
    const auto [error] = co_await websocket.async_accept(use_await);
    if (error) co_return;
    co_await asio::async_write(socket, asio::buffer(bytes), use_await);
    co_await read_to_the_end(socket);
}

Awaitable<void> open_and_note(Socket socket, std::string bytes, std::vector<std::string>& notes) {
    boost::beast::websocket::stream<Socket&> websocket{socket};
    const auto [error] = co_await websocket.async_accept(use_await);
    if (error) co_return;
    co_await asio::async_write(socket, asio::buffer(bytes), use_await);
    for (;;) {
        std::string message;
        auto buffer = asio::dynamic_buffer(message);
        const auto [ended, size] = co_await websocket.async_read(buffer, use_await);
        static_cast<void>(size);
        if (ended) break;
        notes.push_back(message);
    }
    notes.push_back("closed with " + std::to_string(websocket.reason().code));
}

template <class From, class To>
Awaitable<void> pump(From& from, To& to) {
    std::array<char, 65536> piece{};
    for (;;) {
        const auto [unread, bytes] = co_await from.async_read_some(asio::buffer(piece), use_await);
        if (unread) co_return;
        const auto [unsent, sent] =
            co_await asio::async_write(to, asio::buffer(piece.data(), bytes), use_await);
        static_cast<void>(sent);
        if (unsent) co_return;
    }
}

Awaitable<void> serve_tls(Socket socket, asio::ssl::context& tls, keks::test::Address behind) {
    using namespace asio::experimental::awaitable_operators;
    asio::ssl::stream<Socket&> front{socket, tls};
    const auto [refused] =
        co_await front.async_handshake(asio::ssl::stream_base::server, use_await);
    if (refused) co_return;
    Socket back{socket.get_executor()};
    const tcp::endpoint endpoint{asio::ip::make_address(behind.host), behind.port};
    const auto [unconnected] = co_await back.async_connect(endpoint, use_await);
    if (unconnected) co_return;
    co_await (pump(front, back) || pump(back, front));
}

}  // namespace

ScriptedServer::ScriptedServer(asio::io_context& loop, Serve serve)
    : state_(std::make_shared<State>(
          State{{loop, tcp::endpoint{asio::ip::address_v4::loopback(), 0}}, std::move(serve)})) {
    asio::co_spawn(loop, accept(state_), asio::detached);
}

ScriptedServer::~ScriptedServer() {
    boost::system::error_code ignored;
    state_->acceptor.close(ignored);
}

std::string ScriptedServer::uri(const std::string& scheme, const std::string& host) const {
    return scheme + "://" + host + ":" + std::to_string(port());
}

Awaitable<void> ScriptedServer::accept(std::shared_ptr<State> state) {
    for (;;) {
        auto [error, socket] = co_await state->acceptor.async_accept(use_await);
        if (error) co_return;
        ++state->connections;
        const auto executor = socket.get_executor();
        asio::co_spawn(executor, state->serve(std::move(socket)), asio::detached);
    }
}

ScriptedServer::Serve silence() {
    return [](Socket socket) -> Awaitable<void> { co_await read_to_the_end(socket); };
}

ScriptedServer::Serve hangs_up() {
    return [](Socket socket) -> Awaitable<void> {
        char first = 0;
        co_await socket.async_read_some(asio::buffer(&first, 1), use_await);
    };
}

ScriptedServer::Serve answers(std::string bytes) {
    return answers_in_turn({std::move(bytes)});
}

ScriptedServer::Serve answers_in_turn(std::vector<std::string> each) {
    return [each = std::move(each), next = std::size_t{0}](Socket socket) mutable {
        const std::size_t index = std::min(next++, each.size() - 1);
        return answer(std::move(socket), each[index]);
    };
}

ScriptedServer::Serve opens_and_sends(std::string bytes) {
    return [bytes = std::move(bytes)](Socket socket) {
        return open_and_send(std::move(socket), bytes);
    };
}

ScriptedServer::Serve opens_and_notes(std::string bytes, std::vector<std::string>& notes) {
    return [bytes = std::move(bytes), &notes](Socket socket) {
        return open_and_note(std::move(socket), bytes, notes);
    };
}

ScriptedServer::Serve tls_in_front_of(asio::ssl::context& tls, keks::test::Address behind) {
    return [&tls, behind = std::move(behind)](Socket socket) {
        return serve_tls(std::move(socket), tls, behind);
    };
}

std::string server_frame(unsigned opcode, const std::string& payload) {
    constexpr unsigned fin = 0x80;
    std::string frame{static_cast<char>(fin | opcode)};
    if (payload.size() < 126) {
        frame += static_cast<char>(payload.size());
    } else {
        frame += '\x7f';
        for (int shift = 56; shift >= 0; shift -= 8) {
            frame += static_cast<char>(payload.size() >> static_cast<unsigned>(shift) & 0xff);
        }
    }
    return frame + payload;
}

}  // namespace keks::client::test

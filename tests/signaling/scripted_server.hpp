// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "support/socket.hpp"

namespace keks::client::test {

/** A server on a free port of 127.0.0.1 that does with each connection what the test wrote. */
class ScriptedServer {
  public:
    using Socket = boost::asio::ip::tcp::socket;
    /** Serves one connection to its end. */
    using Serve = std::function<boost::asio::awaitable<void>(Socket)>;

    ScriptedServer(boost::asio::io_context& loop, Serve serve);

    ~ScriptedServer();
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return state_->acceptor.local_endpoint().port(); }
    /** "ws://127.0.0.1:port" */
    [[nodiscard]] std::string uri(const std::string& scheme = "ws",
                                  const std::string& host = "127.0.0.1") const;
    [[nodiscard]] std::size_t connections() const { return state_->connections; }

  private:
    struct State {
        boost::asio::ip::tcp::acceptor acceptor;
        Serve serve;
        std::size_t connections = 0;
    };
    static boost::asio::awaitable<void> accept(std::shared_ptr<State> state);

    std::shared_ptr<State> state_;
};

/** Takes the connection and says nothing. */
[[nodiscard]] ScriptedServer::Serve silence();

/** Hangs up as soon as anything comes. */
[[nodiscard]] ScriptedServer::Serve hangs_up();

/** Reads the head of a request and answers with these bytes, whatever it was. Then hangs up. */
[[nodiscard]] ScriptedServer::Serve answers(std::string bytes);

/** As `answers`, but each connection gets the next, and all further ones the last. */
[[nodiscard]] ScriptedServer::Serve answers_in_turn(std::vector<std::string> each);

/** Accepts a WebSocket, sends these bytes as they are, frames or not, and reads to the end. */
[[nodiscard]] ScriptedServer::Serve opens_and_sends(std::string bytes);

/** Accepts a WebSocket, sends these bytes, and notes each message and at last the close code. */
[[nodiscard]] ScriptedServer::Serve opens_and_notes(std::string bytes,
                                                    std::vector<std::string>& notes);

/** Ends TLS and passes everything on to another server, both ways. */
[[nodiscard]] ScriptedServer::Serve tls_in_front_of(boost::asio::ssl::context& tls,
                                                    keks::test::Address behind);

/** One unmasked frame of a server (RFC 6455, section 5.2) with FIN. */
[[nodiscard]] std::string server_frame(unsigned opcode, const std::string& payload);

}  // namespace keks::client::test

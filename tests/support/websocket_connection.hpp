// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "support/socket.hpp"
#include "support/websocket_frame.hpp"

namespace keks::test {

// How a connection ended for the client.
struct Ending {
    std::optional<std::uint16_t>
        close_code;  // of the server's close frame, if one came; 1005: empty
    std::string reason;
    bool reset = false;  // by a TCP RST rather than in order
};

// The request of an opening handshake; `more` are further header lines, each with its CRLF.
[[nodiscard]] std::string handshake_request(std::string_view more = {});

// The client's end of one WebSocket. Reads while it writes, so that neither side waits for the
// other. Every frame of the server is checked against RFC 6455: unmasked, shortest length, no
// reserved bits.
class WebSocketConnection {
  public:
    // Connects and shakes hands.
    explicit WebSocketConnection(const Address& address, const SocketOptions& options = {},
                                 Where where = Where::current());

    // Connects and sends the first half of the opening handshake.
    [[nodiscard]] static WebSocketConnection half_open(const Address& address,
                                                       Where where = Where::current());
    // Of a connection that is half open: sends the other half, and takes the answer. False: the
    // connection ended without one.
    void send_other_half(Where where = Where::current());
    [[nodiscard]] bool take_answer(Where where = Where::current());

    // Whether the server's pings are answered at once. Yes, unless a test says otherwise.
    void answer_pings(bool answer) { answer_pings_ = answer; }

    // Each returns false when the server ended the connection before all was sent.
    bool send_raw(std::string_view bytes, Where where = Where::current());
    bool send_frame(std::string_view payload, const FrameShape& shape,
                    Where where = Where::current());
    bool send_text(std::string_view text, Where where = Where::current());
    bool send_close(std::uint16_t code, std::string_view reason = {},
                    Where where = Where::current());

    // The next frame of any kind.
    [[nodiscard]] ServerFrame next_frame(Where where = Where::current());

    // The next text message, put together from its fragments; control frames are passed over. The
    // connection must not end before.
    [[nodiscard]] std::string next_message(Where where = Where::current());

    // Sends a ping and waits for its pong: the server has read all that was sent before. Messages
    // on the way are passed over.
    void await_pong(Where where = Where::current());

    // Waits for the end of the connection, answering a close frame; messages are passed over. The
    // client's end is closed too then.
    Ending await_end(Where where = Where::current());

    // As await_end, but asks for a close frame with this code and a reason as the protocol wants
    // it: there, at most 123 bytes, valid UTF-8. Returns the reason.
    std::string expect_close(std::uint16_t code, Where where = Where::current());

    [[nodiscard]] Socket& socket() { return socket_; }

  private:
    enum class Step { frame, over };
    [[nodiscard]] Step read_frame(ServerFrame& frame, bool& reset, const Where& where);
    explicit WebSocketConnection(Socket socket) : socket_(std::move(socket)) {}
    void check(const ServerFrame& frame, const Where& where) const;

    Socket socket_;
    FrameReader reader_;
    bool answer_pings_ = true;
    bool close_seen_ = false;
    unsigned pings_ = 0;
};

}  // namespace keks::test

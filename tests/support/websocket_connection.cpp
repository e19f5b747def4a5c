// SPDX-License-Identifier: AGPL-3.0-only
#include "support/websocket_connection.hpp"

#include "support/utf8.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kMaxControlPayload = 125;
constexpr std::size_t kMaxCloseReason = 123;
constexpr std::uint16_t kNoCode = 1005;
constexpr std::size_t kHalf = 40;  // bytes of a handshake, somewhere in its header

// The example of RFC 6455, section 1.3, with the answer that belongs to it.
constexpr std::string_view kKey = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view kAccept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

Ending read_close(const std::string& payload, const Where& where) {
    Ending ending;
    if (payload.empty()) {
        ending.close_code = kNoCode;
        return ending;
    }
    if (payload.size() < 2) fail(where, "a close frame with half a code");
    ending.close_code = static_cast<std::uint16_t>(static_cast<unsigned char>(payload[0]) << 8U |
                                                   static_cast<unsigned char>(payload[1]));
    ending.reason = payload.substr(2);
    return ending;
}

bool is_control(const ServerFrame& frame) {
    return frame.opcode >= opcode::kClose;
}

}  // namespace

std::string handshake_request(std::string_view more) {
    return "GET /signaling HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
           "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " +
           std::string{kKey} + "\r\n" + std::string{more} + "\r\n";
}

WebSocketConnection::WebSocketConnection(const Address& address, const SocketOptions& options,
                                         Where where)
    : socket_(address, options, where) {
    send_raw(handshake_request(), where);
    if (!take_answer(where)) fail(where, "the connection ended without an answer");
}

WebSocketConnection WebSocketConnection::half_open(const Address& address, Where where) {
    WebSocketConnection connection{Socket{address, {}, where}};
    connection.send_raw(handshake_request().substr(0, kHalf), where);
    return connection;
}

void WebSocketConnection::send_other_half(Where where) {
    send_raw(handshake_request().substr(kHalf), where);
}

bool WebSocketConnection::take_answer(Where where) {
    constexpr std::string_view kEnd = "\r\n\r\n";
    const Deadline deadline;
    auto& buffer = reader_.buffer();
    auto end = buffer.find(kEnd);
    for (; end == std::string::npos; end = buffer.find(kEnd)) {
        const auto arrival = socket_.read_some(buffer, deadline);
        if (arrival == Arrival::data) continue;
        if (arrival != Arrival::nothing && buffer.empty()) return false;
        fail(where, "no answer to the handshake, only: " + buffer);
    }
    const auto answer = buffer.substr(0, end + 2);
    if (!answer.starts_with("HTTP/1.1 101 ") || answer.find(kAccept) == std::string::npos) {
        fail(where, "the handshake was refused: " + answer);
    }
    buffer.erase(0, end + 4);
    return true;
}

bool WebSocketConnection::send_raw(std::string_view bytes, Where where) {
    const Deadline deadline;
    bool reading = true;
    while (!bytes.empty()) {
        if (deadline.passed()) fail(where, "the server does not read");
        if (reading && socket_.read_some(reader_.buffer(), Deadline{{}}) == Arrival::end) {
            reading = false;
        }
        const auto before = bytes.size();
        if (!socket_.send_some(bytes)) return false;
        if (bytes.size() == before) socket_.await(reading, true, deadline);
    }
    return true;
}

bool WebSocketConnection::send_frame(std::string_view payload, const FrameShape& shape,
                                     Where where) {
    return send_raw(encode_frame(payload, shape), where);
}

bool WebSocketConnection::send_text(std::string_view text, Where where) {
    return send_frame(text, {}, where);
}

bool WebSocketConnection::send_close(std::uint16_t code, std::string_view reason, Where where) {
    return send_frame(close_payload(code, reason), {.opcode = opcode::kClose}, where);
}

void WebSocketConnection::check(const ServerFrame& frame, const Where& where) const {
    if (close_seen_) fail(where, "a frame after the close frame");
    if (frame.masked) fail(where, "the server masks (RFC 6455, section 5.1)");
    if (frame.reserved != 0) fail(where, "reserved bits without an extension (section 5.2)");
    if (!frame.shortest_length) fail(where, "a length in a longer form than needed (section 5.2)");
    if (is_control(frame) && (!frame.fin || frame.payload.size() > kMaxControlPayload)) {
        fail(where, "a control frame in fragments or over 125 bytes (section 5.5)");
    }
}

WebSocketConnection::Step WebSocketConnection::read_frame(ServerFrame& frame, bool& reset,
                                                          const Where& where) {
    const Deadline deadline;
    for (;;) {
        if (auto next = reader_.take()) {
            frame = std::move(*next);
            check(frame, where);
            close_seen_ = frame.opcode == opcode::kClose;
            if (frame.opcode == opcode::kPing && answer_pings_) {
                send_frame(frame.payload, {.opcode = opcode::kPong}, where);
            }
            return Step::frame;
        }
        const auto arrival = socket_.read_some(reader_.buffer(), deadline);
        if (arrival == Arrival::nothing) fail(where, "the server is silent");
        if (arrival != Arrival::data) {
            reset = arrival == Arrival::reset;
            return Step::over;
        }
    }
}

ServerFrame WebSocketConnection::next_frame(Where where) {
    ServerFrame frame;
    bool reset = false;
    if (read_frame(frame, reset, where) == Step::over) {
        fail(where, reset ? "the connection was reset" : "the connection ended");
    }
    return frame;
}

std::string WebSocketConnection::next_message(Where where) {
    std::string message;
    bool begun = false;
    for (;;) {
        const auto frame = next_frame(where);
        if (frame.opcode == opcode::kClose) {
            const auto close = read_close(frame.payload, where);
            fail(where, "closed with " + std::to_string(*close.close_code) + " " + close.reason);
        }
        if (is_control(frame)) continue;
        if (frame.opcode != (begun ? opcode::kContinuation : opcode::kText)) {
            fail(where, "unexpected opcode " + std::to_string(frame.opcode));
        }
        begun = true;
        message += frame.payload;
        if (frame.fin) return message;
    }
}

void WebSocketConnection::await_pong(Where where) {
    const auto payload = "pong " + std::to_string(++pings_);
    send_frame(payload, {.opcode = opcode::kPing}, where);
    for (;;) {
        const auto frame = next_frame(where);
        if (frame.opcode == opcode::kClose) fail(where, "closed: " + frame.payload);
        if (frame.opcode == opcode::kPong && frame.payload == payload) return;
    }
}

Ending WebSocketConnection::await_end(Where where) {
    Ending ending;
    ServerFrame frame;
    while (read_frame(frame, ending.reset, where) == Step::frame) {
        if (frame.opcode != opcode::kClose) continue;
        ending = read_close(frame.payload, where);
        send_frame(frame.payload, {.opcode = opcode::kClose}, where);
    }
    socket_.close();  // the server waits for this
    return ending;
}

std::string WebSocketConnection::expect_close(std::uint16_t code, Where where) {
    const auto ending = await_end(where);
    if (!ending.close_code) {
        fail(where, ending.reset ? "reset, not closed" : "ended without a close frame");
    }
    if (*ending.close_code != code) {
        fail(where, "closed with " + std::to_string(*ending.close_code) + " " + ending.reason +
                        ", not with " + std::to_string(code));
    }
    if (ending.reason.size() > kMaxCloseReason) fail(where, "too long a reason: " + ending.reason);
    if (!is_utf8(ending.reason)) fail(where, "the reason is not UTF-8");
    return ending.reason;
}

}  // namespace keks::test

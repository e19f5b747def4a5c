// SPDX-License-Identifier: AGPL-3.0-only
#include <charconv>
#include <string>

#include "keks/protocol/codec.hpp"
#include "protocol/plain_text.hpp"

namespace keks::protocol {
namespace {

void append(std::string& out, std::uint64_t number) {
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(digits, end);
}

void append_escaped(std::string& out, char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\b':
            out += "\\b";
            return;
        case '\f':
            out += "\\f";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += hex[byte >> 4U];
    out += hex[byte & 0xFU];
}

// A JSON string (RFC 8259, section 7) with the least that must be escaped. Sealed messages are
// base64, so one append of the whole is the rule.
void append_string(std::string& out, std::string_view text) {
    out += '"';
    for (;;) {
        const std::size_t plain = plain_prefix(text);
        out.append(text, 0, plain);
        if (plain == text.size()) break;
        append_escaped(out, text[plain]);
        text.remove_prefix(plain + 1);
    }
    out += '"';
}

struct Writer {
    std::string& out;

    void operator()(const server::Init& packet) const {
        out += R"({"init":{"your_id":)";
        append(out, packet.your_id);
        out += R"(,"version":)";
        append_string(out, packet.version);
        out += "}}";
    }
    void operator()(const server::ClientJoin& packet) const {
        out += R"({"client_join":{"id":)";
        append(out, packet.id);
        out += "}}";
    }
    void operator()(const server::ClientLeave& packet) const {
        out += R"({"client_leave":{"id":)";
        append(out, packet.id);
        out += "}}";
    }
    void operator()(const server::Message& packet) const {
        // At once: growing step by step would copy a large message again.
        constexpr std::size_t kAround = 64;
        out.reserve(out.size() + packet.message.size() + kAround);
        out += R"({"message":{"sender":)";
        append(out, packet.sender);
        out += R"(,"message":)";
        append_string(out, packet.message);
        out += "}}";
    }
    void operator()(const server::RoomInfo& packet) const {
        out += R"({"room_info":{"hash":)";
        append_string(out, packet.hash);
        out += R"(,"user_count":)";
        append(out, packet.user_count);
        out += "}}";
    }
    void operator()(const client::Join& packet) const {
        out += R"({"join":{"hash":)";
        if (packet.hash)
            append_string(out, *packet.hash);
        else
            out += "null";
        out += "}}";
    }
    void operator()(const client::Relay& packet) const {
        out += R"({"relay":{)";
        if (packet.recipient) {
            out += R"("recipient":)";
            append(out, *packet.recipient);
            out += ',';
        }
        out += R"("message":)";
        append_string(out, packet.message);
        out += "}}";
    }
    void operator()(const client::WatchRooms& packet) const {
        out += R"({"watch_rooms":[)";
        for (const std::string& hash : packet.hashes) {
            if (&hash != &packet.hashes.front()) out += ',';
            append_string(out, hash);
        }
        out += "]}";
    }
    void operator()(const client::Ping&) const { out += R"({"ping":null})"; }
};

}  // namespace

void encode(const ServerPacket& packet, std::string& out) {
    std::visit(Writer{out}, packet);
}
void encode(const ClientPacket& packet, std::string& out) {
    std::visit(Writer{out}, packet);
}

}  // namespace keks::protocol

// SPDX-License-Identifier: AGPL-3.0-only
#include "support/test_client.hpp"

#include <algorithm>
#include <array>

namespace keks::test {
namespace {

Packet read_packet(const std::string& text, const Where& where) {
    constexpr std::array<std::string_view, 5> kNames{"init", "client_join", "client_leave",
                                                     "message", "room_info"};
    auto packet = Packet::parse(text, nullptr, false);
    if (!packet.is_object() || packet.size() != 1) fail(where, "no packet: " + text);
    if (std::find(kNames.begin(), kNames.end(), packet.begin().key()) == kNames.end()) {
        fail(where, "deployed clients stop at this: " + text);
    }
    for (const auto& field : *packet.begin()) {
        if (field.is_number() && !field.is_number_unsigned()) fail(where, "no integer: " + text);
    }
    return packet;
}

std::string brief(const Packet& packet) {
    auto text = packet.dump();
    if (text.size() > 300) text = text.substr(0, 300) + "… (" + std::to_string(text.size()) + ")";
    return text;
}

}  // namespace

Packet joined(ClientId id) {
    return {{"client_join", {{"id", id}}}};
}

Packet left(ClientId id) {
    return {{"client_leave", {{"id", id}}}};
}

Packet said(ClientId sender, std::string_view message) {
    return {{"message", {{"sender", sender}, {"message", message}}}};
}

Packet room_size(std::string_view hash, unsigned count) {
    return {{"room_info", {{"hash", hash}, {"user_count", count}}}};
}

TestClient::TestClient(const Address& address, const SocketOptions& options, Where where)
    : connection_(address, options, where) {
    const auto first = next_packet(where);
    if (!first.contains("init")) fail(where, "first packet is no init: " + brief(first));
    const auto& init = first["init"];
    if (!init.at("your_id").is_number_unsigned()) fail(where, "no id: " + brief(first));
    id_ = init["your_id"].get<ClientId>();
    version_ = init.at("version").get<std::string>();
}

void TestClient::send(const Packet& packet, Where where) {
    send_text(packet.dump(), where);
}

void TestClient::send_text(std::string_view text, Where where) {
    if (!connection_.send_text(text, where)) fail(where, "the server hung up");
}

void TestClient::join(std::string_view hash, Where where) {
    send({{"join", {{"hash", hash}}}}, where);
}

void TestClient::leave(Where where) {
    send({{"join", {{"hash", nullptr}}}}, where);
}

void TestClient::relay(std::string_view message, Where where) {
    send({{"relay", {{"message", message}}}}, where);
}

void TestClient::relay_to(ClientId recipient, std::string_view message, Where where) {
    send({{"relay", {{"recipient", recipient}, {"message", message}}}}, where);
}

void TestClient::watch(const std::vector<std::string>& hashes, Where where) {
    send({{"watch_rooms", hashes}}, where);
}

Packet TestClient::next_packet(Where where) {
    return read_packet(connection_.next_message(where), where);
}

void TestClient::expect(const Packet& packet, Where where) {
    const auto next = next_packet(where);
    if (next != packet) fail(where, "expected " + brief(packet) + ", but got " + brief(next));
}

void TestClient::expect_in_any_order(Packets packets, Where where) {
    Packets got;
    while (got.size() < packets.size()) got.push_back(next_packet(where));
    std::sort(got.begin(), got.end());
    std::sort(packets.begin(), packets.end());
    if (got != packets) {
        fail(where, "expected " + brief(Packet(packets)) + ", but got " + brief(Packet(got)));
    }
}

Packets TestClient::sync(Where where) {
    const auto token = "sync " + std::to_string(++syncs_);
    relay_to(id_, token, where);
    const auto barrier = said(id_, token);
    Packets before;
    for (auto next = next_packet(where); next != barrier; next = next_packet(where)) {
        before.push_back(next);
    }
    return before;
}

void TestClient::expect_nothing(Where where) {
    const auto packets = sync(where);
    if (!packets.empty()) fail(where, "expected nothing, but got " + brief(Packet(packets)));
}

TestClient member(const Address& address, std::string_view hash, const SocketOptions& options,
                  Where where) {
    TestClient client{address, options, where};
    client.join(hash, where);
    client.expect(joined(client.id()), where);
    return client;
}

std::vector<TestClient> members(const Address& address, std::string_view hash, std::size_t count,
                                Where where) {
    std::vector<TestClient> all;
    all.reserve(count);
    while (all.size() < count) all.push_back(member(address, hash, {}, where));
    for (std::size_t i = 0; i < count; ++i) {
        Packets others;
        for (std::size_t j = 0; j < count; ++j) {
            if (j != i) others.push_back(joined(all[j].id()));
        }
        all[i].expect_in_any_order(others, where);
    }
    return all;
}

}  // namespace keks::test

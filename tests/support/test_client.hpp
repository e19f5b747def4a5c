// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "support/websocket_connection.hpp"

namespace keks::test {

using ClientId = std::uint64_t;
using Packet = nlohmann::json;
using Packets = std::vector<Packet>;

// The server's packets (protocol section 2), as a client must find them.
[[nodiscard]] Packet joined(ClientId id);
[[nodiscard]] Packet left(ClientId id);
[[nodiscard]] Packet said(ClientId sender, std::string_view message);
[[nodiscard]] Packet room_size(std::string_view hash, unsigned count);

// A client that speaks packets. Each packet of the server is checked: text, exactly one key, one of
// the five names.
class TestClient {
  public:
    // Connects and takes the `init`.
    explicit TestClient(const Address& address, const SocketOptions& options = {},
                        Where where = Where::current());

    [[nodiscard]] ClientId id() const { return id_; }
    [[nodiscard]] const std::string& version() const { return version_; }
    [[nodiscard]] WebSocketConnection& connection() { return connection_; }

    void send(const Packet& packet, Where where = Where::current());
    void send_text(std::string_view text, Where where = Where::current());
    void join(std::string_view hash, Where where = Where::current());
    void leave(Where where = Where::current());
    void relay(std::string_view message, Where where = Where::current());
    void relay_to(ClientId recipient, std::string_view message, Where where = Where::current());
    void watch(const std::vector<std::string>& hashes, Where where = Where::current());

    [[nodiscard]] Packet next_packet(Where where = Where::current());

    // The next packet is this one.
    void expect(const Packet& packet, Where where = Where::current());

    // The next packets are these, in any order.
    void expect_in_any_order(Packets packets, Where where = Where::current());

    // Sends a message to itself and waits for it: the server has worked off everything that this
    // client sent before, and what came meanwhile is returned. Only in a room.
    [[nodiscard]] Packets sync(Where where = Where::current());

    // As sync, and nothing came meanwhile.
    void expect_nothing(Where where = Where::current());

  private:
    WebSocketConnection connection_;
    ClientId id_ = 0;
    std::string version_;
    unsigned syncs_ = 0;
};

// A client that is in the room and has its own join behind it; not those of other members.
[[nodiscard]] TestClient member(const Address& address, std::string_view hash,
                                const SocketOptions& options = {}, Where where = Where::current());

// So many members of one room; all have taken all joins.
[[nodiscard]] std::vector<TestClient> members(const Address& address, std::string_view hash,
                                              std::size_t count, Where where = Where::current());

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "keks/protocol/packet.hpp"
#include "server/hub/frame.hpp"
#include "server/hub/outbox.hpp"
#include "server/hub/room.hpp"

namespace keks::server {

// The rooms, and what is relayed in them: protocol section 2, without sockets and without JSON.
//
// Every call does its work at once and pushes what follows from it into the outboxes of those
// concerned, in the order in which they must see it. A client whose outbox refuses a frame is
// disconnected before the call returns, after all pushes of the step that noticed it.
// One thread. Outboxes outlive their connection here.
class Hub {
  public:
    struct Options {
        std::string version;                         // what `init` tells
        bool room_watches = true;                    // false: watch lists are taken and ignored
        std::function<protocol::ClientId()> new_id;  // never the same twice, hard to guess
        FrameEncoder encode;
    };

    struct Stats {
        std::size_t clients = 0;
        std::size_t rooms = 0;          // with at least one member
        std::size_t watched_rooms = 0;  // with at least one watcher
    };

    explicit Hub(Options options) : options_(std::move(options)) {}
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    // Adds a client, which first gets its `init`.
    protocol::ClientId connect(Outbox& outbox);

    // For a client that is gone already, each of these does nothing.
    void handle(protocol::ClientId id, const protocol::ClientPacket& packet);
    void join(protocol::ClientId id, const std::optional<std::string>& hash);
    void relay(protocol::ClientId id, std::optional<protocol::ClientId> recipient,
               std::string_view message) {
        relay(id, recipient, std::span{&message, 1});
    }
    // So many messages in a row, at least one. They are one frame for each recipient, because a
    // frame more costs far more than its bytes.
    void relay(protocol::ClientId id, std::optional<protocol::ClientId> recipient,
               std::span<const std::string_view> messages);
    void watch_rooms(protocol::ClientId id, const std::vector<std::string>& hashes);
    void disconnect(protocol::ClientId id);

    [[nodiscard]] Stats stats() const;

  private:
    Client* find(protocol::ClientId id);
    Room& room(const std::string& hash);
    void drop_if_unused(Room& room);
    void enter(Client& client, Room& room);
    void leave(Client& client);
    void unwatch_all(Client& client);
    void announce_size(const Room& room);
    void deliver(Client& client, const Frame& frame);
    Frame encode(const protocol::ServerPacket& packet) { return options_.encode({&packet, 1}); }
    void send(Client& client, const protocol::ServerPacket& packet);
    void remove(Client& client);
    void disconnect_cut();

    Options options_;
    std::unordered_map<protocol::ClientId, Client> clients_;
    // Ordered, because clients choose the keys: no choice of theirs makes a lookup slow.
    std::map<std::string, Room, std::less<>> rooms_;
    std::vector<protocol::ClientId> cut_;
    std::vector<protocol::ServerPacket> relayed_;  // during relay(), whose memory it keeps
};

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "keks/protocol/packet.hpp"
#include "server/hub/frame.hpp"

namespace keks::server {

class Outbox;
class Room;

// A connected client as the hub sees it.
struct Client {
    protocol::ClientId id;
    Outbox& outbox;
    Room* room = nullptr;        // the room it is a member of
    std::vector<Room*> watches;  // without repetition
    bool cut = false;            // fell too far behind; is disconnected when the operation ends
};

// Who is in the room of one hash, and who watches its size. Both may be empty for a moment; the hub
// drops a room without either.
class Room {
  public:
    // `hash` is the key under which the hub keeps the room, and lives as long.
    explicit Room(std::string_view hash) : hash_(hash) {}

    [[nodiscard]] std::string_view hash() const { return hash_; }
    [[nodiscard]] const std::vector<Client*>& members() const { return members_; }
    [[nodiscard]] const std::unordered_set<Client*>& watchers() const { return watchers_; }
    [[nodiscard]] bool unused() const { return members_.empty() && watchers_.empty(); }

    void add_member(Client& client);
    void remove_member(Client& client);
    void add_watcher(Client& client) { watchers_.insert(&client); }
    void remove_watcher(Client& client) { watchers_.erase(&client); }

  private:
    std::string_view hash_;
    std::vector<Client*> members_;  // in the order of their joining
    std::unordered_set<Client*> watchers_;
};

}  // namespace keks::server

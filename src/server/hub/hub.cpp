// SPDX-License-Identifier: AGPL-3.0-only
#include "server/hub/hub.hpp"

#include <utility>

namespace keks::server {

using protocol::ClientId;
namespace packet = protocol::server;

namespace {

template <class... Handlers>
struct Overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

}  // namespace

ClientId Hub::connect(Outbox& outbox) {
    const ClientId id = options_.new_id();
    Client& client =
        clients_.try_emplace(id, Client{.id = id, .outbox = outbox, .watches = {}}).first->second;
    send(client, packet::Init{.your_id = id, .version = options_.version});
    disconnect_cut();
    return id;
}

void Hub::handle(ClientId id, const protocol::ClientPacket& packet) {
    namespace in = protocol::client;
    std::visit(Overloaded{
                   [&](const in::Join& join_packet) { join(id, join_packet.hash); },
                   [&](const in::Relay& said) { relay(id, said.recipient, said.message); },
                   [&](const in::WatchRooms& watch) { watch_rooms(id, watch.hashes); },
                   [](const in::Ping&) {},
               },
               packet);
}

void Hub::join(ClientId id, const std::optional<std::string>& hash) {
    Client* client = find(id);
    if (client == nullptr) return;
    if (client->room != nullptr) {
        send(*client, packet::ClientLeave{id});
        leave(*client);
    }
    if (hash) enter(*client, room(*hash));
    disconnect_cut();
}

void Hub::relay(ClientId id, std::optional<ClientId> recipient_id,
                std::span<const std::string_view> messages) {
    Client* sender = find(id);
    if (sender == nullptr || sender->room == nullptr) return;
    relayed_.clear();
    for (const std::string_view text : messages)
        relayed_.emplace_back(packet::Message{.sender = id, .message = text});
    if (recipient_id) {
        Client* recipient = find(*recipient_id);
        if (recipient != nullptr && recipient->room == sender->room)
            deliver(*recipient, options_.encode(relayed_));
    } else if (sender->room->members().size() > 1) {
        const Frame frame = options_.encode(relayed_);
        for (Client* member : sender->room->members())
            if (member != sender) deliver(*member, frame);
    }
    disconnect_cut();
}

void Hub::watch_rooms(ClientId id, const std::vector<std::string>& hashes) {
    Client* client = find(id);
    if (client == nullptr || !options_.room_watches) return;
    const std::vector<Room*> old = std::exchange(client->watches, {});
    for (Room* watched : old) watched->remove_watcher(*client);
    for (const std::string& hash : hashes) {
        Room& watched = room(hash);
        if (watched.watchers().contains(client)) continue;  // listed twice
        watched.add_watcher(*client);
        client->watches.push_back(&watched);
        const auto size = watched.members().size();
        if (size > 0) send(*client, packet::RoomInfo{watched.hash(), size});
    }
    for (Room* watched : old) drop_if_unused(*watched);
    disconnect_cut();
}

void Hub::disconnect(ClientId id) {
    if (Client* client = find(id)) remove(*client);
    disconnect_cut();
}

Hub::Stats Hub::stats() const {
    Stats stats{.clients = clients_.size()};
    for (const auto& [hash, room] : rooms_) {
        stats.rooms += room.members().empty() ? 0U : 1U;
        stats.watched_rooms += room.watchers().empty() ? 0U : 1U;
    }
    return stats;
}

Client* Hub::find(ClientId id) {
    const auto found = clients_.find(id);
    return found == clients_.end() ? nullptr : &found->second;
}

Room& Hub::room(const std::string& hash) {
    const auto found = rooms_.find(hash);
    if (found != rooms_.end()) return found->second;
    // The room views its own key, so the key must be in place first.
    const auto added = rooms_.try_emplace(hash, std::string_view{}).first;
    added->second = Room{added->first};
    return added->second;
}

void Hub::drop_if_unused(Room& room) {
    if (room.unused()) rooms_.erase(rooms_.find(room.hash()));
}

void Hub::enter(Client& client, Room& room) {
    room.add_member(client);
    const Frame joined = encode(packet::ClientJoin{client.id});
    deliver(client, joined);
    for (Client* member : room.members()) {
        if (member == &client) continue;
        send(client, packet::ClientJoin{member->id});
        deliver(*member, joined);
    }
    announce_size(room);
}

// Tells those who remain; whether the one who leaves is told as well depends on how it leaves.
void Hub::leave(Client& client) {
    Room& room = *client.room;
    room.remove_member(client);
    if (!room.members().empty()) {
        const Frame left = encode(packet::ClientLeave{client.id});
        for (Client* member : room.members()) deliver(*member, left);
    }
    announce_size(room);
    drop_if_unused(room);
}

void Hub::unwatch_all(Client& client) {
    for (Room* watched : std::exchange(client.watches, {})) {
        watched->remove_watcher(client);
        drop_if_unused(*watched);
    }
}

void Hub::announce_size(const Room& room) {
    if (room.watchers().empty()) return;
    const Frame info = encode(packet::RoomInfo{room.hash(), room.members().size()});
    for (Client* watcher : room.watchers()) deliver(*watcher, info);
}

void Hub::deliver(Client& client, const Frame& frame) {
    if (client.cut || client.outbox.push(frame)) return;
    client.cut = true;
    cut_.push_back(client.id);
}

void Hub::send(Client& client, const protocol::ServerPacket& packet) {
    deliver(client, encode(packet));
}

void Hub::remove(Client& client) {
    client.cut = true;  // nothing more is pushed to it
    unwatch_all(client);
    if (client.room != nullptr) leave(client);
    clients_.erase(client.id);
}

// The leave of one may be the frame too many for another: goes on until nobody is left to cut.
void Hub::disconnect_cut() {
    while (!cut_.empty()) {
        const ClientId id = cut_.back();
        cut_.pop_back();
        if (Client* client = find(id)) remove(*client);
    }
}

}  // namespace keks::server

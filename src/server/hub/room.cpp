// SPDX-License-Identifier: AGPL-3.0-only
#include "server/hub/room.hpp"

#include <algorithm>

namespace keks::server {

void Room::add_member(Client& client) {
    members_.push_back(&client);
    client.room = this;
}

void Room::remove_member(Client& client) {
    members_.erase(std::find(members_.begin(), members_.end(), &client));
    client.room = nullptr;
}

}  // namespace keks::server

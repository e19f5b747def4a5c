// SPDX-License-Identifier: AGPL-3.0-only
// Any number of simultaneous joins and leaves leaves every member with the same picture (protocol
// section 2, "Delivery").
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr std::size_t kClients = 60;
constexpr std::size_t kRooms = 3;
constexpr int kMoves = 40;

// What one client has been told, and the rules that hold at each packet of it.
class Picture {
  public:
    explicit Picture(ClientId self) : self_(self) {}

    void take(const Packet& packet) {
        const auto& name = packet.begin().key();
        if (name == "client_join") enter(packet["client_join"]["id"]);
        if (name == "client_leave") depart(packet["client_leave"]["id"]);
        if (name == "message") hear(packet["message"]["sender"]);
    }
    [[nodiscard]] const std::set<ClientId>& members() const { return members_; }

  private:
    void enter(ClientId id) {
        EXPECT_TRUE(id == self_ || members_.contains(self_)) << "a member before one's own join";
        EXPECT_TRUE(members_.insert(id).second) << "joined twice";
    }
    void depart(ClientId id) {
        EXPECT_EQ(members_.erase(id), 1U) << "a leave without a join";
        if (id == self_) members_.clear();
    }
    void hear(ClientId sender) const {
        EXPECT_TRUE(members_.contains(sender)) << "a message before the join of its sender";
        EXPECT_TRUE(members_.contains(self_)) << "a message before one's own join";
    }

    ClientId self_;
    std::set<ClientId> members_;
};

class Crowd {
  public:
    explicit Crowd(const Address& address) {
        for (std::size_t i = 0; i < kClients; ++i) {
            clients_.emplace_back(address);
            pictures_.emplace_back(clients_.back().id());
            rooms_.emplace_back("room " + std::to_string(random_() % kRooms));
            clients_.back().join(rooms_.back());
        }
    }

    // One client does something, without waiting for what comes of it.
    void move() {
        const auto i = random_() % kClients;
        auto& client = clients_[i];
        switch (random_() % 6) {
            case 0:
                client.leave();
                rooms_[i].clear();
                break;
            case 1:
            case 2:
                client.relay("hello");
                break;
            default:
                rooms_[i] = "room " + std::to_string(random_() % kRooms);
                client.join(rooms_[i]);
        }
    }

    // Everyone ends in a room, all has arrived, and each picture is that of the room.
    void settle() {
        for (std::size_t i = 0; i < kClients; ++i) {
            if (!rooms_[i].empty()) continue;
            rooms_[i] = "room 0";
            clients_[i].join(rooms_[i]);
        }
        // After the first round all is worked off, after the second all of that has arrived.
        for (std::size_t i = 0; i < 2 * kClients; ++i) {
            auto& picture = pictures_[i % kClients];
            for (const auto& packet : clients_[i % kClients].sync()) picture.take(packet);
        }
    }

    void check() const {
        std::map<std::string, std::set<ClientId>> truth;
        for (std::size_t i = 0; i < kClients; ++i) truth[rooms_[i]].insert(clients_[i].id());
        for (std::size_t i = 0; i < kClients; ++i) {
            EXPECT_EQ(pictures_[i].members(), truth[rooms_[i]]) << "of client " << i;
        }
    }

  private:
    std::mt19937 random_{60};
    std::vector<TestClient> clients_;
    std::vector<Picture> pictures_;
    std::vector<std::string> rooms_;
};

TEST(Crowd, ThatJoinsAndLeavesAtOnceEndsWithOnePicture) {
    const ServerProcess server;
    Crowd crowd{server.address()};
    for (int round = 0; round < 5; ++round) {
        for (std::size_t i = 0; i < kMoves * kClients / 5; ++i) crowd.move();
        crowd.settle();
        crowd.check();
    }
}

TEST(Crowd, ThatAllConnectsAndJoinsInOneBurstSeesEveryone) {
    const ServerProcess server;
    std::vector<TestClient> clients;
    std::vector<Picture> pictures;
    std::set<ClientId> everyone;
    for (std::size_t i = 0; i < kClients; ++i) {
        clients.emplace_back(server.address());
        pictures.emplace_back(clients.back().id());
        everyone.insert(clients.back().id());
    }
    for (auto& client : clients) client.join("room");
    for (std::size_t i = 0; i < kClients; ++i) {
        while (pictures[i].members().size() < kClients) pictures[i].take(clients[i].next_packet());
        EXPECT_EQ(pictures[i].members(), everyone);
        clients[i].expect_nothing();
    }
}

}  // namespace
}  // namespace keks::test

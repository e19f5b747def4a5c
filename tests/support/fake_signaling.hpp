// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "client/signaling.hpp"
#include "support/manual_loop.hpp"

namespace keks::test {

class FakeSignaling;

// One room of a signalling server, in memory. Ids count up unless a test says otherwise.
class FakeServer {
  public:
    explicit FakeServer(ManualLoop& loop) : loop_(loop) {}

    void join(FakeSignaling& client);
    void leave(FakeSignaling& client);
    bool relay(client::ClientId sender, std::optional<client::ClientId> recipient,
               const std::string& sealed);

    // As if the sender were another than who sealed it.
    void pretend(client::ClientId sender, client::ClientId recipient, const std::string& sealed);

    // The client's connection breaks; the server notices at once, or not yet.
    void lose(FakeSignaling& client, bool noticed = true);
    // All connections break at once.
    void restart();

    client::ClientId next_id = 1;
    // More waits to be sent than may.
    bool full = false;

  private:
    friend class FakeSignaling;
    template <typename Listener, typename... What>
    void tell(FakeSignaling& client, Listener listener, What... what);

    ManualLoop& loop_;
    std::map<client::ClientId, FakeSignaling*> room_;
};

class FakeSignaling : public client::Signaling {
  public:
    explicit FakeSignaling(FakeServer& server) : server_(server) {}
    ~FakeSignaling() override { server_.leave(*this); }
    FakeSignaling(const FakeSignaling&) = delete;
    FakeSignaling& operator=(const FakeSignaling&) = delete;

    void start(Events events) override {
        events_ = std::move(events);
        server_.join(*this);
    }
    bool send(std::optional<client::ClientId> recipient, std::string sealed) override {
        return id && server_.relay(*id, recipient, sealed);
    }
    void close(std::function<void()> done) override {
        server_.leave(*this);
        server_.loop_.post(std::move(done));
    }

    [[nodiscard]] bool left_unsent() const override { return unsent; }

    bool unsent = false;
    void reconnect() { server_.join(*this); }

    std::optional<client::ClientId> id;

  private:
    friend class FakeServer;
    FakeServer& server_;
    Events events_;
};

// What was on its way when a connection broke does not arrive.
template <typename Listener, typename... What>
void FakeServer::tell(FakeSignaling& client, Listener listener, What... what) {
    loop_.post([this, &client, id = client.id, listener, what...] {
        const auto found = id ? room_.find(*id) : room_.end();
        if (found == room_.end() || found->second != &client) return;
        const auto told = client.events_.*listener;
        if (told) told(what...);
    });
}

inline void FakeServer::join(FakeSignaling& client) {
    using Events = client::Signaling::Events;
    client.id = next_id++;
    const auto others = room_;
    room_[*client.id] = &client;
    tell(client, &Events::joined, *client.id);
    for (const auto& [id, other] : others) {
        tell(client, &Events::member_joined, id);
        if (other != nullptr) tell(*other, &Events::member_joined, *client.id);
    }
}

inline void FakeServer::leave(FakeSignaling& client) {
    if (!client.id) return;
    const auto id = *std::exchange(client.id, std::nullopt);
    room_.erase(id);
    for (const auto& [other_id, other] : room_) {
        if (other != nullptr) tell(*other, &client::Signaling::Events::member_left, id);
    }
}

inline bool FakeServer::relay(client::ClientId sender, std::optional<client::ClientId> recipient,
                              const std::string& sealed) {
    if (full) return false;
    // With an empty one of its own, a client looks whether the server lives; nobody is told.
    if (recipient == sender && sealed.empty()) return true;
    for (const auto& [id, other] : room_) {
        const bool meant = recipient ? id == *recipient : id != sender;
        if (meant && other != nullptr) {
            tell(*other, &client::Signaling::Events::message, sender, sealed);
        }
    }
    return true;
}

inline void FakeServer::pretend(client::ClientId sender, client::ClientId recipient,
                                const std::string& sealed) {
    tell(*room_.at(recipient), &client::Signaling::Events::message, sender, sealed);
}

inline void FakeServer::lose(FakeSignaling& client, bool noticed) {
    const auto id = *client.id;
    if (noticed) {
        leave(client);
    } else {
        client.id.reset();
        room_[id] = nullptr;
    }
    loop_.post([&client] {
        const auto lost = client.events_.lost;
        if (lost) lost("broken", std::chrono::milliseconds{1000});
    });
}

inline void FakeServer::restart() {
    const auto all = std::exchange(room_, {});
    for (const auto& [id, client] : all) {
        if (client == nullptr) continue;
        room_[id] = client;
        lose(*client, false);
        room_.erase(id);
    }
}

}  // namespace keks::test

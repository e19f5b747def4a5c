// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/peer_connection.hpp"
#include "support/fake_pair_channel.hpp"
#include "support/manual_loop.hpp"

namespace keks::test {

class FakeConnection;

// All connections of a test, by the name that their descriptions give as fingerprint. Two are
// connected as soon as each has the other's description and is stable.
struct FakeNet {
    ManualLoop& loop;
    std::map<std::string, FakeConnection*> connections = {};
    // What every connection was told, as "name: what".
    std::vector<std::string> log = {};
    // None can be made.
    bool exhausted = false;
    // Nobody acknowledges the end of channels.
    bool silent = false;

    void fail(const std::string& name);
    bool has(const std::string& line) const { return std::ranges::count(log, line) > 0; }
};

class FakeConnection : public client::PeerConnection {
  public:
    FakeConnection(FakeNet& net, std::string name, Events events)
        : net_(net), name_(std::move(name)), events_(std::move(events)) {
        net_.connections[name_] = this;
        note("created");
    }
    ~FakeConnection() override {
        net_.connections.erase(name_);
        note("destroyed");
        end();
    }
    FakeConnection(const FakeConnection&) = delete;
    FakeConnection& operator=(const FakeConnection&) = delete;

    bool make_offer() override {
        if (state_ != State::stable || over_) return false;
        state_ = State::have_local_offer;
        describe(client::SessionDescription::Type::offer);
        return true;
    }
    bool make_answer() override {
        if (state_ != State::have_remote_offer || over_) return false;
        state_ = State::stable;
        negotiated_ = negotiated_ || offers_channels_;
        describe(client::SessionDescription::Type::answer);
        return true;
    }
    bool set_remote(const client::SessionDescription& description) override {
        using Type = client::SessionDescription::Type;
        if (description.type == Type::rollback) {
            if (state_ == State::have_remote_offer) state_ = State::stable;
            return true;
        }
        const bool offer = description.type == Type::offer;
        note(offer ? "set offer" : "set answer");
        const auto wanted = offer ? State::stable : State::have_local_offer;
        const auto from = name_in(description.sdp);
        if (state_ != wanted || over_ || from == "refused") return false;
        remote_ = from;
        offers_channels_ = description.sdp.find("m=audio") == std::string::npos;
        state_ = offer ? State::have_remote_offer : State::stable;
        negotiated_ = negotiated_ || !offer;
        if (!offer) connect();
        return true;
    }
    void roll_back() override {
        if (state_ != State::have_local_offer) return;
        note("rolled back");
        state_ = State::stable;
    }
    void add_candidate(const client::IceCandidate& candidate) override {
        note("add " + candidate.candidate);
    }
    std::unique_ptr<client::DataChannel> open_channel(std::string label) override {
        note("open " + label);
        auto channel = std::make_unique<FakePairChannel>(net_.loop, std::move(label));
        own_.emplace_back(channel->label(), channel->end());
        announce();
        return channel;
    }
    bool negotiated() const override { return negotiated_; }
    void both_are_rift(bool both) override { note(both ? "rift" : "no rift"); }
    void finish(std::function<void()> quiet) override {
        note("finish");
        quiet_ = std::move(quiet);
        for (auto& weak : ends_) {
            const auto channel = weak.lock();
            const auto other = channel ? channel->other.lock() : nullptr;
            if (other) other->close_later();
        }
        if (over_ || !net_.silent) become_quiet();
    }
    void close() override { end(); }

    void become(client::ConnectionState state) {
        // Who fails has no way to tell.
        if (state == client::ConnectionState::failed) connected_ = false;
        if (state != client::ConnectionState::connected) end();
        later([this, state] {
            const auto told = events_.state;
            if (told) told(state);
        });
    }
    void find(const std::string& candidate) {
        later([this, candidate] {
            const auto told = events_.candidate;
            if (told) told({candidate, "0", 0});
        });
    }

  private:
    enum class State { stable, have_local_offer, have_remote_offer };

    static std::string name_in(std::string_view sdp) {
        constexpr std::string_view field = "a=fingerprint:";
        const auto at = sdp.find(field);
        if (at == std::string_view::npos) return "refused";
        const auto rest = sdp.substr(at + field.size());
        return std::string{rest.substr(0, rest.find('\r'))};
    }

    void note(const std::string& what) { net_.log.push_back(name_ + ": " + what); }

    template <typename Task>
    void later(Task task) {
        net_.loop.post([alive = std::weak_ptr{alive_}, task] {
            if (!alive.expired()) task();
        });
    }

    void describe(client::SessionDescription::Type type) {
        note(type == client::SessionDescription::Type::offer ? "offer" : "answer");
        later([this, type] {
            const auto told = events_.local_description;
            const auto tail = "\r\na=ice-ufrag:" + name_ + "\r\n";
            if (told) told({type, "v=0\r\na=fingerprint:" + name_ + tail});
        });
        find("candidate:1 of " + name_ + " ufrag " + name_);
        later([this] { connect(); });
    }

    FakeConnection* other() const {
        const auto found = net_.connections.find(remote_);
        return found == net_.connections.end() ? nullptr : found->second;
    }

    void connect() {
        auto* const peer = other();
        if (peer == nullptr || peer->remote_ != name_ || state_ != State::stable ||
            peer->state_ != State::stable || connected_ || over_ || peer->over_) {
            return;
        }
        for (auto* const each : {this, peer}) {
            each->connected_ = true;
            each->become(client::ConnectionState::connected);
        }
        announce();
        peer->announce();
    }

    // Channels that were opened here appear at the other side.
    void announce() {
        auto* const peer = other();
        if (!connected_ || peer == nullptr) return;
        for (auto& [label, weak] : std::exchange(own_, {})) {
            const auto end = weak.lock();
            if (!end) continue;
            auto arrived = std::make_shared<std::unique_ptr<FakePairChannel>>(
                std::make_unique<FakePairChannel>(net_.loop, label));
            (*arrived)->end()->other = end;
            (*arrived)->end()->open = true;
            end->other = (*arrived)->end();
            ends_.push_back(end);
            peer->ends_.push_back((*arrived)->end());
            end->open_later();
            peer->later([peer, arrived] {
                const auto told = peer->events_.channel;
                if (told) told(std::move(*arrived));
            });
        }
    }

    void become_quiet() {
        later([this] {
            const auto quiet = std::exchange(quiet_, nullptr);
            if (quiet) quiet();
        });
    }

    void end() {
        if (std::exchange(over_, true)) return;
        become_quiet();
        for (auto& weak : ends_) {
            if (const auto channel = weak.lock()) channel->close_later();
        }
        for (auto& [label, weak] : own_) {
            if (const auto channel = weak.lock()) channel->close_later();
        }
        auto* const peer = other();
        if (connected_ && peer != nullptr && peer->connected_ && !peer->over_) {
            peer->become(client::ConnectionState::closed);
        }
    }

    FakeNet& net_;
    std::string name_;
    Events events_;
    State state_ = State::stable;
    std::string remote_;
    bool negotiated_ = false;
    bool offers_channels_ = false;
    bool connected_ = false;
    bool over_ = false;
    std::function<void()> quiet_;
    std::vector<std::pair<std::string, std::weak_ptr<FakePairChannel::End>>> own_;
    std::vector<std::weak_ptr<FakePairChannel::End>> ends_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

inline void FakeNet::fail(const std::string& name) {
    connections.at(name)->become(client::ConnectionState::failed);
}

// Names its connections "owner/1", "owner/2", and so on.
class FakeFactory : public client::PeerConnectionFactory {
  public:
    FakeFactory(FakeNet& net, std::string owner) : net_(net), owner_(std::move(owner)) {}

    std::unique_ptr<client::PeerConnection> create(std::vector<client::IceServer> /*servers*/,
                                                   client::PeerConnection::Events events) override {
        if (net_.exhausted) throw std::runtime_error{"no more"};
        return std::make_unique<FakeConnection>(net_, owner_ + "/" + std::to_string(++made_),
                                                std::move(events));
    }

  private:
    FakeNet& net_;
    std::string owner_;
    int made_ = 0;
};

}  // namespace keks::test

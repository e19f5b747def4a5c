// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/clock.hpp"
#include "client/opened_channel.hpp"
#include "client/peer/mending.hpp"
#include "client/peer/negotiator.hpp"
#include "client/peer/outgoing_channels.hpp"
#include "client/peer_connection.hpp"
#include "client/relay_message.hpp"

namespace keks::client {

/** What connections are made of. References outlive all links. */
struct LinkDeps {
    PeerConnectionFactory& factory;
    Clock& clock;
    std::vector<IceServer> ice_servers;
};

/**
 * The connection to one member: negotiation, channels both ways, and another connection when one
 * ends. As of web/src/peer/peer-link.ts.
 */
class PeerLink final : private Negotiator::Host {
  public:
    /** Who has it. */
    class Owner {
      public:
        Owner() = default;
        Owner(const Owner&) = delete;
        Owner& operator=(const Owner&) = delete;
        virtual ~Owner() = default;

        virtual void say(const RelayMessage& message) = 0;
        /** A channel that the other side opened; destroyed if it is not wanted. */
        virtual void channel(std::unique_ptr<DataChannel> channel) = 0;
        /** The state did. */
        virtual void changed() = 0;
        /** Keeps the owner, and with it the link, while an event is told. */
        virtual std::shared_ptr<void> keep() = 0;
    };

    /** `idle`: nothing is agreed upon yet. `ended`: until the other side answers anew. */
    enum class State { idle, connecting, connected, ended };

    PeerLink(LinkDeps& deps, Owner& owner, bool polite, bool both_are_rift);
    ~PeerLink() override = default;
    PeerLink(const PeerLink&) = delete;
    PeerLink& operator=(const PeerLink&) = delete;

    State state() const { return state_; }

    /** Connects, although no channel is needed yet. */
    void prepare();
    /** From now on the connection is needed: if it is lost, it is mended again and again. */
    void use();

    /** As of Session::open_channel. */
    bool open_channel(std::string label, OnChannel on_channel);
    /** Those that are not open yet; as of OutgoingChannels. */
    OutgoingChannels& waiting_channels() { return channels_; }

    void remote(const relay::Offer& offer) { negotiator_.remote(offer); }
    void remote(const relay::Answer& answer) { negotiator_.remote(answer); }
    void remote(const relay::Candidate& candidate) { negotiator_.remote(candidate); }

    void set_both_are_rift(bool both);
    void set_polite(bool polite);
    /** The other side is reachable under a new id: what was under way may have been lost. */
    void rebound(bool polite);

    /** As PeerConnection::finish(), and nothing else happens any more; to be followed by close().
     * False, and nothing comes: there is no connection. */
    bool finish(std::function<void()> quiet);

    /** For good. Who waits for a channel is told why, if there is a reason. */
    void close(std::optional<NoChannel> why);

  private:
    PeerConnection* connection() override;
    void replace() override;
    void send(const RelayMessage& message) override { owner_.say(message); }
    void described() override;

    PeerConnection::Events events();
    void connect();
    void on_state(ConnectionState state);
    void ended(Mending::End end);
    void offer_if_needed();

    LinkDeps& deps_;
    Owner& owner_;
    State state_ = State::idle;
    bool polite_;
    bool both_are_rift_;
    bool closed_ = false;
    Negotiator negotiator_;
    Mending mending_;
    std::unique_ptr<PeerConnection> connection_;
    OutgoingChannels channels_;  // before the connection ends
};

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/negotiation.hpp"
#include "client/peer_connection.hpp"
#include "client/relay_message.hpp"

namespace keks::client {

/**
 * Carries out on a real connection what negotiation.hpp decides: one event after the other, each to
 * its end. As of web/src/peer/negotiator.ts.
 */
class Negotiator {
  public:
    /** What it needs of the link that has it. */
    class Host {
      public:
        Host() = default;
        Host(const Host&) = delete;
        Host& operator=(const Host&) = delete;
        virtual ~Host() = default;

        /** The connection of the moment; none where none could be made. */
        virtual PeerConnection* connection() = 0;
        /** Closes it and makes another. */
        virtual void replace() = 0;
        virtual void send(const RelayMessage& message) = 0;
        /** A description of the other side holds, and what it asked for is done. */
        virtual void described() = 0;
    };

    /** Events that may wait for each other. Those that come on top are dropped. */
    static constexpr std::size_t max_events = 512;
    /** Descriptions among them, which are the long ones. */
    static constexpr std::ptrdiff_t max_descriptions = 8;
    /** Candidates that wait for a remote description, and of ours that are kept to be repeated. */
    static constexpr std::size_t max_candidates = 128;

    Negotiator(Host& host, bool polite);

    void needed() { feed({negotiation::Needed{}, {}}); }
    void rebound(bool polite) { feed({negotiation::Rebound{polite}, {}}); }
    void remote(const relay::Offer& offer);
    void remote(const relay::Answer& answer);
    void remote(const relay::Candidate& candidate);

    // What the connection of the moment tells.
    void local_description(const SessionDescription& description);
    void local_candidate(const IceCandidate& candidate);
    /** It has ended, with whatever was under way. */
    void lost();

    /** An offer of ours is out. */
    bool offers() const { return state_.phase == NegotiationState::Phase::have_local_offer; }

    void close();

  private:
    /** What the actions of an event need of it. */
    struct Input {
        negotiation::Event event;
        std::variant<std::monostate, SessionDescription, IceCandidate> content;
    };
    enum class Outcome { done, pending, failed };

    void feed(Input input);
    bool has_room_for(const Input& input) const;
    void run();
    void begin(Input input);
    void proceed();
    void done(negotiation::Action action);
    Outcome execute(negotiation::Action action, PeerConnection& connection);
    Outcome set_remote(PeerConnection& connection);
    void flush_candidates(PeerConnection& connection);
    void resend_offer();
    void fail();

    Host& host_;
    NegotiationState state_;
    std::deque<Input> events_;
    Input current_;
    std::deque<negotiation::Action> actions_;
    /** The remote description that holds if the next action fails. */
    std::optional<RemoteDescription> holding_;
    /** Waits for its local description. */
    std::optional<negotiation::Action> pending_;
    std::vector<IceCandidate> early_candidates_;
    /** The offer that is out. */
    std::optional<std::string> offer_;
    std::vector<relay::Candidate> own_candidates_;
    bool running_ = false;
    bool closed_ = false;
};

}  // namespace keks::client

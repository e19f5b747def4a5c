// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/member_info.hpp"
#include "client/opened_channel.hpp"
#include "client/peer/peer_link.hpp"
#include "client/room/provisions.hpp"
#include "client/room/requests.hpp"
#include "client/session_events.hpp"

namespace keks::client {

/**
 * One other person: what they offer, what they want of us, and the connection to them. As of
 * web/src/room/member.ts. Whoever calls it keeps it until the call returns: events may end it.
 */
class Member final : public std::enable_shared_from_this<Member>, private PeerLink::Owner {
  public:
    /** The room that it is in. Outlives it. */
    class Host {
      public:
        Host() = default;
        Host(const Host&) = delete;
        Host& operator=(const Host&) = delete;
        virtual ~Host() = default;

        virtual LinkDeps& link_deps() = 0;
        /** The id that we have now. */
        virtual std::optional<ClientId> own_id() const = 0;
        virtual const Provisions& provisions() const = 0;
        /** Whether we say so of ourselves. */
        virtual bool can(std::string_view capability) const = 0;
        /** Whether the room is small enough to connect before anything is requested. */
        virtual bool is_small() const = 0;
        virtual void send(const RelayMessage& message, ClientId recipient) = 0;
        /** The state of the connection did. */
        virtual void changed(Member& member) = 0;
        virtual const SessionEvents& events() const = 0;
    };

    Member(MemberKey key, ClientId id, Host& host);
    ~Member() override = default;
    Member(const Member&) = delete;
    Member& operator=(const Member&) = delete;

    MemberKey key() const { return key_; }
    /** None while it is held: not in the room, but expected back. */
    std::optional<ClientId> id() const { return id_; }
    const std::optional<std::string>& session() const { return session_; }
    bool identified() const { return identified_; }
    bool knows(std::string_view capability) const;
    /** Whether a connection runs that is worth waiting for. */
    bool alive() const;
    MemberInfo info() const;

    /** Told of: once identified, or when that takes too long. Nobody listens unseen. */
    bool visible = false;
    /** Said bye: not waited for once it is gone. Until then it hears everything, so it stays. */
    bool leaving = false;
    /** Another client took over who this one was. */
    bool displaced = false;
    /** Runs until it is told of without a name. */
    std::unique_ptr<Clock::Timer> name_timer;

    void say(const RelayMessage& message) override;
    void identify(const relay::Identify& message, std::optional<std::string> session);
    void hold() { id_.reset(); }
    /** As Requests::unheard(). */
    void unheard() { requests_.unheard(); }
    /** Back in the room under another id. */
    void rebind(ClientId id);
    /** What was said was lost, so all that matters is said again. */
    void repeat();

    void handle(const relay::Provide& message);
    void handle(const relay::ProvideStop& message);
    void handle(const relay::Request& message);
    void handle(const relay::RequestStop& message);
    void handle(const relay::Offer& message) { link().remote(message); }
    void handle(const relay::Answer& message);
    void handle(const relay::Candidate& message);

    bool request(std::string_view id, OnChannel on_channel, std::optional<FileBeginning> has);
    std::optional<FileBeginning> already_has(std::string_view id) const;
    void request_stop(std::string_view id);
    void settled(std::string_view id);
    bool open_channel(std::string label, OnChannel on_channel);
    /** A resource of ours is gone. */
    void stop_sending(std::string_view id);

    /** As PeerLink::finish(). */
    bool finish(std::function<void()> quiet) { return link_ && link_->finish(std::move(quiet)); }
    /** For good. Who waits for a channel is told why, if there is a reason. */
    void close(std::optional<NoChannel> why);

  private:
    void channel(std::unique_ptr<DataChannel> channel) override;
    void changed() override { host_.changed(*this); }
    std::shared_ptr<void> keep() override { return shared_from_this(); }

    PeerLink& link();
    void prepare();
    bool is_polite() const;
    bool both_are_rift() const;
    const Resource* find(std::string_view id) const;

    const MemberKey key_;
    std::optional<ClientId> id_;
    Host& host_;
    std::optional<std::string> session_;
    std::string username_;
    std::vector<std::string> capabilities_;
    bool identified_ = false;
    std::vector<Resource> resources_;
    /** By the ids of resources of ours. */
    std::map<std::string, std::optional<FileBeginning>, std::less<>> requested_;
    Requests requests_;
    std::unique_ptr<PeerLink> link_;
};

}  // namespace keks::client

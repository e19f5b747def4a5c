// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/clock.hpp"
#include "client/room/member.hpp"

namespace keks::client {

/**
 * Who is in the room, by id, and who is expected back. A member who lost its place in the room but
 * not its connection to us is held, and recognised by its session under a new id (protocol section
 * 7). As of web/src/room/roster.ts.
 */
class Roster {
  public:
    /** That a member who is gone is waited for: with a running connection to us, and without. */
    static constexpr std::chrono::milliseconds alive_hold{30'000};
    static constexpr std::chrono::milliseconds other_hold{5'000};
    /** Members that are talked to, and as many that are held. */
    static constexpr std::size_t max_members = 1000;

    struct Events {
        /** The member is gone for good. */
        std::function<void(Member&)> gone;
        /** Another took over who the client behind this id was: what it is now, a stale connection
         * or a person, must show. `at_once`: two that take turns are both there. */
        std::function<void(Member&, bool at_once)> displaced;
    };
    using MemberPtr = std::shared_ptr<Member>;

    Roster(Member::Host& host, Clock& clock, Events events);

    /** None of this id. */
    MemberPtr get(ClientId id) const;
    MemberPtr by_key(MemberKey key) const;
    bool has(const Member& member) const;
    bool is_present(const Member& member) const;
    /** In the order in which they came. */
    std::vector<MemberPtr> all() const;
    /** Present and held. */
    std::size_t size() const { return present_.size() + held_.size(); }

    /** None if the id is known already, or the room is fuller than we bear. */
    MemberPtr add(ClientId id);

    /** The server says that the client is not in the room any more. */
    void left(ClientId id);

    /** We lost the server: who was there may still be. How long to wait counts from `returned`. */
    void lost();

    /** We are back in the room. Who has no session cannot be recognised, and comes as a stranger.
     */
    void returned();

    /**
     * The member that `newcomer`, who has just said its session, has been to us until now; none if
     * it is new. `newcomer` is not in the roster any more if there is one. If that was present
     * until now, the client behind its old id is a stranger again: mostly a connection that the
     * server has yet to miss, but it hears all that is said.
     */
    MemberPtr recognise(const MemberPtr& newcomer, const std::string& session);

    /** The state of its connection changed: a held one whose connection ended is not waited for. */
    void review(Member& member);

    /** Without events, of members as well. */
    void clear();

  private:
    struct Hold {
        MemberPtr member;
        /** None while we are not in the room ourselves: nobody can return to it then. */
        std::unique_ptr<Clock::Timer> timer;
        /** Held for the sake of a connection that runs. */
        bool alive = false;
    };

    MemberPtr create(ClientId id);
    void put_back(ClientId id, bool at_once);
    void hold(const MemberPtr& member, std::optional<std::chrono::milliseconds> time);
    void remove(const MemberPtr& member);
    void forget(const Member& member);

    Member::Host& host_;
    Clock& clock_;
    Events events_;
    std::map<ClientId, MemberPtr> present_;
    std::map<MemberKey, Hold> held_;
    std::uint64_t last_key_ = 0;
};

}  // namespace keks::client

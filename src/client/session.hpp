// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/capabilities.hpp"
#include "client/clock.hpp"
#include "client/member_info.hpp"
#include "client/opened_channel.hpp"
#include "client/peer_connection.hpp"
#include "client/session_events.hpp"
#include "client/signaling.hpp"
#include "keks/crypto/room_keys.hpp"

namespace keks::client {

struct SessionOptions {
    /** Cut at 100 UTF-16 units. */
    std::string username;
    /** 32 lower-case hex digits, random for each process: see make_session_id(). */
    std::string session;
    std::vector<IceServer> ice_servers;
    std::vector<std::string> capabilities = capability::usual();
};

/**
 * One visit to one room: who is there, what they and we offer each other, and a connection to each
 * with whom something is exchanged. Used on the loop only. Events come on the loop, never from
 * within one of its methods; within them all of its methods may be called, but it may not be
 * destroyed. Behaves as web/src/room and web/src/peer do.
 */
class Session {
  public:
    /** References must outlive it. Does nothing before start(). */
    Session(Signaling& signaling, PeerConnectionFactory& factory, Clock& clock,
            const crypto::RoomKeys& keys, SessionOptions options, SessionEvents events);
    /** Closes every connection, without a word and without events. */
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /** Joins. To be called once. */
    void start();

    /** Members that member_joined told of, and that did not leave. */
    std::vector<MemberInfo> members() const;
    /** Of these. */
    std::optional<MemberInfo> member(MemberKey key) const;

    /** Others are told at once. */
    void rename(std::string_view username);

    /** Offers it to all, and to each who comes; one of the same id is replaced. Tracks cannot be.
     * A file's label is made a safe file name. False: not a valid id, or there are
     * relay_limits::resources already. */
    bool provide(Resource resource);

    /** Who requested it gets no channel any more; channels that there are stay. False: unknown. */
    bool withdraw(std::string_view id);

    /**
     * Asks a member for a file or port of theirs. `on_channel` comes once: with the channel, open,
     * or with why there is none. A file can be asked for once until settled() or request_stop().
     * `has`: what we have of the file, for a member with the capability `file_resume` to go on
     * from. What a file's owner cannot hear while one of both has no server is said later. False,
     * and nothing comes: no such member or resource, a track, a port of a member that is not
     * present, or too many wait already.
     */
    bool request(MemberKey key, std::string_view id, OnChannel on_channel,
                 std::optional<FileBeginning> has = std::nullopt);

    /** What a member says that it has of a file that it requested: it waits for a word on where we
     * begin. */
    std::optional<FileBeginning> already_has(MemberKey key, std::string_view id) const;

    /** We do not want it any more, whether it came or not. No `on_channel` follows. */
    void request_stop(MemberKey key, std::string_view id);

    /** What was requested, by either side, is done, and both know it: it may be asked for again. */
    void settled(MemberKey key, std::string_view id);

    /**
     * Opens an ordered, reliable channel to a member, and connects if need be: with another
     * connection, should one be lost before the channel is open. `on_channel` comes once, unless
     * the resource of this label is withdrawn. A channel that is open ends with its connection, as
     * its `closed` tells. False, and nothing comes: no such member, or too many wait already.
     */
    bool open_channel(MemberKey key, std::string label, OnChannel on_channel);

    /** To all, or to one. False: not in the room, no such member in it, more waits to be sent than
     * may, or over 20,000 UTF-16 units. */
    bool send_chat(std::string_view text, std::optional<MemberKey> to = std::nullopt);
    /** The same for an image (`image_url`), of at most relay_limits::own_image. */
    bool send_chat_image(std::string_view url, std::optional<MemberKey> to = std::nullopt);

    /** Messages of others that were not acted upon, for this reason, so far. */
    std::uint64_t dropped(RelayDrop reason) const;

    enum class Leaving {
        /** Once the others have acknowledged what was sent to them, and that channels are closed;
         * for `leaving_patience` at most. Who requests something meanwhile is told that it is gone.
         */
        in_order,
        at_once,
    };
    static constexpr std::chrono::milliseconds leaving_patience{10'000};
    /** Between the end of the last channel and leaving, where a member has to infer from that end
     * that we have its file. */
    static constexpr std::chrono::milliseconds after_channels{200};

    /** Closes every channel and connection, says goodbye, and leaves. `done` comes once, within
     * bounded time; no events come any more. */
    void close(std::function<void()> done, Leaving leaving = Leaving::in_order);

    /** Once closed: whether the server may lack some of what was said in the chat. */
    [[nodiscard]] bool left_unsaid() const;

  private:
    class Visit;
    std::unique_ptr<Visit> visit_;
};

/** 32 lower-case hex digits from the system's generator for secrets. */
[[nodiscard]] std::string make_session_id();

}  // namespace keks::client

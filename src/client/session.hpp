// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/capabilities.hpp"
#include "client/clock.hpp"
#include "client/data_channel.hpp"
#include "client/peer_connection.hpp"
#include "client/relay_message.hpp"
#include "client/signaling.hpp"
#include "keks/crypto/room_keys.hpp"

namespace keks::client {

/** Another member. Stays the same for as long as the member is known to us, under whatever id. */
enum class MemberKey : std::uint64_t {};

/** A picture of another member at one moment. Whatever it says is the member's word: untrusted. */
struct MemberInfo {
    MemberKey key{};
    /** One line of at most 100 UTF-16 units; empty before the member says it. */
    std::string username;
    /** 32 hex digits; none before the member says it, and for deployed clients. */
    std::optional<std::string> session;
    std::vector<std::string> capabilities;
    /** What it provides, at most 64, by id. */
    std::vector<Resource> resources;
    /** Has said its name. */
    bool identified = false;
    /** In the room; otherwise expected back within half a minute, for it or we lost the server. */
    bool present = false;
    /** The connection to it stands. */
    bool connected = false;
};

/** Why a channel that was asked for did not come. */
enum class NoChannel {
    left,       // the member is gone
    withdrawn,  // its owner does not offer the resource any more, or the member does not want it
    silent,     // not within Session::patience
};
using OpenedChannel = boost::system::result<std::unique_ptr<DataChannel>, NoChannel>;
using OnChannel = std::function<void(OpenedChannel)>;

struct SessionOptions {
    /** Cut at 100 UTF-16 units. */
    std::string username;
    /** 32 lower-case hex digits, random for each process: see make_session_id(). */
    std::string session;
    std::vector<IceServer> ice_servers;
    std::vector<std::string> capabilities = capability::usual();
};

/** Each may be empty. */
struct SessionEvents {
    /** We are in the room; again after each outage. */
    std::function<void()> joined;
    /** We have heard of all who were in the room when we joined, though not yet who they are. */
    std::function<void()> settled;
    /** As of Signaling. Members and running channels stay. */
    std::function<void(std::string reason, std::chrono::milliseconds pause)> lost;
    /** As of Signaling: once, and last but for what channels tell. */
    std::function<void(std::string reason)> failed;

    /** First word of this member: it said who it is, or did not for two seconds. */
    std::function<void(const MemberInfo&)> member_joined;
    /** After member_joined: who it is, its session and capabilities; again when it is renamed. */
    std::function<void(const MemberInfo&)> member_identified;
    /** Gone for good; once for each that joined. What it provided is gone with it. */
    std::function<void(const MemberInfo&)> member_left;

    /** It offers this, or offers it under another label. */
    std::function<void(MemberKey, const Resource&)> provided;
    std::function<void(MemberKey, const Resource&)> withdrawn;
    /** A text, or an image as a data: URL (relay::ChatImage). */
    std::function<void(MemberKey, const relay::Chat&)> chat;
    std::function<void(MemberKey, const relay::ChatImage&)> chat_image;

    /**
     * It wants a resource of ours: answer with open_channel(), labelled with the resource's id. A
     * file is requested once until settled(); a port again and again, for each connection.
     */
    std::function<void(MemberKey, const Resource&)> requested;
    /** It does not want it any more, or is gone: not told of what is settled. */
    std::function<void(MemberKey, const Resource&)> request_stopped;
};

/**
 * One visit to one room: who is there, what they and we offer each other, and a connection to each
 * with whom something is exchanged. Used on the loop only. Events come on the loop, never from
 * within one of its methods; within them all of its methods may be called, but it may not be
 * destroyed. Behaves as web/src/room and web/src/peer do.
 */
class Session {
  public:
    /** Resources of ours, and of each member. Those that come on top are ignored. */
    static constexpr std::size_t max_resources = 64;
    /** Channels to or from one member that are asked for and not there yet, each way. */
    static constexpr std::size_t max_waiting_channels = 256;
    /** Until a channel that was asked for is given up. */
    static constexpr std::chrono::milliseconds patience{60'000};

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
    void rename(std::string username);

    /** Offers it to all, and to each who comes; one of the same id is replaced. Tracks cannot be.
     * False: there are max_resources already. */
    bool provide(Resource resource);

    /** Who requested it gets no channel any more; channels that there are stay. False: unknown. */
    bool withdraw(std::string_view id);

    /**
     * Asks a member for a file or port of theirs. `on_channel` comes once: with the channel, open,
     * or with why there is none. A file can be asked for once until settled() or request_stop().
     * False, and nothing comes: no such member or resource, a track, or too many wait already.
     */
    bool request(MemberKey key, std::string_view id, OnChannel on_channel);

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

    /** Says goodbye, closes every connection, and leaves. `done` comes once, within bounded time;
     * no events come any more. */
    void close(std::function<void()> done);

  private:
    class Visit;
    std::unique_ptr<Visit> visit_;
};

/** 32 lower-case hex digits from the system's generator for secrets. */
[[nodiscard]] std::string make_session_id();

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/clock.hpp"
#include "client/data_channel.hpp"
#include "client/opened_channel.hpp"
#include "client/relay_message.hpp"

namespace keks::client {

/** What we asked one member for, and what came of it. */
class Requests {
  public:
    struct Host {
        /** Keeps whoever has this while an event is told. */
        std::function<std::shared_ptr<void>()> keep;
        /** Nothing came of the request for a file; whoever waits is told next. */
        std::function<void(const std::string& id)> given_up;
    };

    Requests(Clock& clock, Host host);

    /** False: asked for already, or too much is. */
    bool add(const Resource& resource, OnChannel on_channel, std::optional<FileBeginning> has);

    /** A channel that the member opened. What nobody asked for, or not so often, ends. */
    void arrived(std::unique_ptr<DataChannel> channel);

    /** We do not want it any more. False: we did not. */
    bool stop(std::string_view id);
    /** It is over, and both know it. */
    void settled(std::string_view id);
    /** The member does not offer it any more; whoever waits is told. */
    void withdrawn(std::string_view id);
    /** The member may not have heard of it. Files are asked for again; whoever waits for the
     * channel of a port is told, since the connection that it is for may have ended by then. */
    void unheard();
    /** All of it is over; whoever waits is told, if there is a reason. */
    void close(std::optional<NoChannel> why);

    /** What there is to be said again to a member that may have missed it. */
    std::vector<RelayMessage> repeated() const;

  private:
    struct Waiting {
        std::uint64_t number = 0;
        OnChannel on_channel;
        std::unique_ptr<Clock::Timer> timer;
    };
    struct Asked {
        Resource::Kind kind = Resource::Kind::file;
        std::optional<FileBeginning> has;
        std::list<Waiting> waiting;
    };
    using AskedById = std::map<std::string, Asked, std::less<>>;

    void expired(const std::string& id, std::uint64_t number);
    void forget(AskedById::iterator asked);
    void remember_stopped(std::string_view id);

    Clock& clock_;
    Host host_;
    AskedById asked_;
    std::size_t waiting_ = 0;
    std::uint64_t last_ = 0;
    /** Files that we wanted once, the latest at the end. */
    std::deque<std::string> stopped_;
};

}  // namespace keks::client

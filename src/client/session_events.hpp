// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "client/member_info.hpp"
#include "client/relay_message.hpp"

namespace keks::client {

/** Each may be empty. */
struct SessionEvents {
    /** We are in the room; again after each outage. */
    std::function<void()> joined = {};
    /** We have heard of all who were in the room when we joined, though not yet who they are. */
    std::function<void()> settled = {};
    /** As of Signaling. Members and running channels stay. */
    std::function<void(std::string reason, std::chrono::milliseconds pause)> lost = {};
    /** As of Signaling: once, and last but for what channels tell. */
    std::function<void(std::string reason)> failed = {};

    /** First word of this member: it said who it is, or did not for two seconds. */
    std::function<void(const MemberInfo&)> member_joined = {};
    /** After member_joined: who it is, its session and capabilities; again when it is renamed. */
    std::function<void(const MemberInfo&)> member_identified = {};
    /** Gone for good; once for each that joined. What it provided is gone with it. */
    std::function<void(const MemberInfo&)> member_left = {};

    /** It offers this, or offers it under another label. */
    std::function<void(MemberKey, const Resource&)> provided = {};
    std::function<void(MemberKey, const Resource&)> withdrawn = {};
    /** A text, or an image as a data: URL (relay::ChatImage). */
    std::function<void(MemberKey, const relay::Chat&)> chat = {};
    std::function<void(MemberKey, const relay::ChatImage&)> chat_image = {};

    /**
     * It wants a resource of ours: answer with open_channel(), labelled with the resource's id. A
     * file is requested once until settled(); a port again and again, for each connection.
     */
    std::function<void(MemberKey, const Resource&)> requested = {};
    /** It does not want it any more. Not told of what is settled, nor of who is gone. */
    std::function<void(MemberKey, const Resource&)> request_stopped = {};
};

}  // namespace keks::client

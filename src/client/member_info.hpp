// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "client/relay_message.hpp"

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
    /** What it provides, in the order of its words. */
    std::vector<Resource> resources;
    /** Has said its name. */
    bool identified = false;
    /** In the room; otherwise expected back within half a minute, for it or we lost the server. */
    bool present = false;
    /** The connection to it stands. */
    bool connected = false;
};

}  // namespace keks::client

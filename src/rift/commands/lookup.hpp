// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "client/clock.hpp"
#include "client/member_info.hpp"
#include "client/session.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Something that a member offers. */
struct Found {
    client::MemberKey key{};
    client::Resource resource;
};

/** What was found, or why nothing was. */
using FoundResult = boost::system::result<Found, std::string>;

/** Whether it looks like one of make_session_id(): nobody calls a thing that. */
[[nodiscard]] bool is_random_id(std::string_view text);

/** The resource of this kind that `text` names: by its id or its label, or else by the beginning of
 * its id, if no other is named like that. */
[[nodiscard]] FoundResult find_resource(const std::vector<client::MemberInfo>& members,
                                        client::Resource::Kind kind, std::string_view text);

/** Waits until it is there, or until all who are in the room have said what they offer. */
class Lookup {
  public:
    /** `host` outlives it. `done` comes once. */
    Lookup(TaskHost& host, client::Resource::Kind kind, std::string text,
           std::function<void(const FoundResult&)> done);
    Lookup(const Lookup&) = delete;
    Lookup& operator=(const Lookup&) = delete;

    // Of the session's events.
    void settled();
    void provided(client::MemberKey key, const client::Resource& resource);

  private:
    void tell(const FoundResult& found);

    TaskHost& host_;
    const client::Resource::Kind kind_;
    const std::string text_;
    std::function<void(const FoundResult&)> done_;
    std::unique_ptr<client::Clock::Timer> timer_;
};

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "client/member_info.hpp"
#include "client/opened_channel.hpp"
#include "client/resources/transfer_failure.hpp"
#include "client/session.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Why a transfer failed, where our own disk has not said it better. */
[[nodiscard]] std::string failure_words(client::TransferFailure reason);

[[nodiscard]] std::string no_channel_words(client::NoChannel reason);

/** Who sent something, and took it back before all of it had come. */
[[nodiscard]] std::string not_offered_words(const std::string& whom);

/** What is to be offered cannot be: tells the user, and ends the task. */
void too_much_offered(TaskHost& host);

/** A member's name, fit for a terminal; "somebody" without one. */
[[nodiscard]] std::string name_of(const client::Session& session, client::MemberKey key);

/** Whether it said that it has this capability (protocol section 7). */
[[nodiscard]] inline bool knows(const client::MemberInfo& member, std::string_view capability) {
    return std::ranges::find(member.capabilities, capability) != member.capabilities.end();
}

}  // namespace keks::rift

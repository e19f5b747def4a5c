// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/failure_words.hpp"

#include "client/disk/disk_error.hpp"

namespace keks::rift {

using client::NoChannel;
using client::TransferFailure;

void too_much_offered(TaskHost& host) {
    const std::string why = "More is offered than others take: stop something first";
    host.console().error(why);
    host.console().event({"failed", {{"reason", why}}});
    host.end(ExitCode::failed);
}

std::string failure_words(TransferFailure reason) {
    switch (reason) {
        case TransferFailure::closed:
            return "the other side, or the connection, ended it before the end";
        case TransferFailure::unreadable:
            return "the file cannot be read, or became shorter meanwhile";
        case TransferFailure::wrong_size:
            return "it was longer or shorter than announced";
        case TransferFailure::malformed:
            return "what came is no file, or no whole archive";
        case TransferFailure::disk_full:
            return "the disk is full";
        case TransferFailure::exists:
            return "something has this name already";
        case TransferFailure::unconfirmed:
            return "the other side has all of it, but did not save it";
        case TransferFailure::corrupt:
            return "other bytes came than were sent";
        case TransferFailure::refused:
            return "it would do harm, or more than it may";
        case TransferFailure::unwritable:
            return "it cannot be written";
        case TransferFailure::silent:
            return "the other side is connected, but neither sent nor took anything for too long";
    }
    return "unknown";
}

std::string no_channel_words(NoChannel reason) {
    switch (reason) {
        case NoChannel::left:
            return "the other side left";
        case NoChannel::withdrawn:
            return "it is not offered, or not wanted, any more";
        case NoChannel::silent:
            return "no connection came about within a minute. Strict firewalls on both sides need "
                   "a TURN server, which the signalling server's owner can name";
        case NoChannel::unheard:
            return "the server went out of reach before the other side was asked for it";
    }
    return "unknown";
}

std::string not_offered_words(const std::string& whom) {
    return whom + " does not offer it any more";
}

std::string name_of(const client::Session& session, client::MemberKey key) {
    const auto member = session.member(key);
    const auto name = member ? client::disk::shown(member->username) : "";
    return name.empty() ? "somebody" : name;
}

}  // namespace keks::rift

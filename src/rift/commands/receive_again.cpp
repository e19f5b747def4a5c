// SPDX-License-Identifier: AGPL-3.0-only
// How what was broken off is waited for.
#include <algorithm>
#include <chrono>
#include <utility>

#include "rift/commands/failure_words.hpp"
#include "rift/commands/receive.hpp"

namespace keks::rift {
namespace {

// For what was broken off it is looked each second so many times, until bytes come again or
// somebody is about to send them.
constexpr std::chrono::milliseconds kPause{1000};
constexpr int kLooks = 30;
// Of these, for one who offers it and does not send it, while others offer it as well.
constexpr int kTurn = 10;

}  // namespace

// The sender may come back, as the same or as another process, and so may the way to it.
void Receive::broken_off(const std::string& why, bool silent) {
    const auto lost = *drop();
    const auto bytes = lost.receiver ? lost.receiver->bytes() : 0;
    const bool brought_some = !interrupted_ || bytes > interrupted_->bytes;
    const OfferId offer{lost.key, lost.resource.id};
    if (lost.withdrawn && (brought_some || interrupted_->offer == offer))
        return give_up(not_offered_words(lost.whom), lost.whom);
    if (!brought_some && interrupted_->withdrawn) {
        const auto whom = interrupted_->whom;
        return give_up(not_offered_words(whom), whom);
    }
    if (brought_some) {
        visit_.console().notice("Broken off, and waiting for it to go on: " + why);
        visit_.console().event({"broken_off", {{"from", lost.whom}, {"reason", why}}});
        interrupted_ = Interrupted{.offer = offer,
                                   .label = lost.resource.label,
                                   .size = *lost.resource.size,
                                   .whom = lost.whom,
                                   .why = why,
                                   .bytes = bytes,
                                   .is_others = lost.is_others};
    } else if (silent) {
        // That took far longer than a turn, and nothing came of it.
        interrupted_->looks += kTurn;
    }
    interrupted_->unpacked = lost.unpacked;
    interrupted_->timer = visit_.clock().after(kPause, [this] { look_again(); });
}

// Before what is sent is broken off, or after that. Who only offered the same does not count.
void Receive::withdrawn(client::MemberKey key, const client::Resource& resource) {
    const OfferId offer{key, resource.id};
    const bool is_interrupted = interrupted_ && interrupted_->offer == offer;
    if (transfer_) {
        if (offer == OfferId{transfer_->key, transfer_->resource.id}) transfer_->withdrawn = true;
        // Another's of the same name is tried: if nothing comes of that, there is no other.
        if (is_interrupted) interrupted_->withdrawn = true;
        return;
    }
    if (!is_interrupted) return;
    const auto whom = interrupted_->whom;
    give_up(not_offered_words(whom), whom);
}

// Unless something that we brought was broken off.
bool Receive::found_is_others() const {
    return !interrupted_ || interrupted_->is_others || interrupted_->bytes == 0;
}

void Receive::look_again() {
    // From its first byte on it is a transfer like any other.
    if (transfer_ && transfer_->receiver && transfer_->receiver->bytes() > 0) return;
    const bool finds = transfer_ && transfer_->is_finding;
    // The sender reads what we have already, for as long as that takes: it is at it while its
    // channel is open.
    const bool reads = transfer_ && transfer_->receiver && transfer_->receiver->awaits_beginning();
    if (!finds && !reads && ++interrupted_->looks > kLooks) {
        drop();
        return give_up(interrupted_->why, interrupted_->whom);
    }
    interrupted_->timer = visit_.clock().after(kPause, [this] { look_again(); });
    if (!finds && (!transfer_ || ++transfer_->looks > kTurn)) try_next();
}

// In turn: who offers it may never send it.
void Receive::try_next() {
    std::vector<std::pair<client::MemberKey, client::Resource>> offers;
    for (const auto& member : visit_.session().members()) {
        const auto whom = name_of(visit_.session(), member.key);
        for (const auto& resource : member.resources)
            if (interrupted_->is_it(resource, whom)) offers.emplace_back(member.key, resource);
    }
    auto& tried = interrupted_->tried;
    const auto is_new = [&tried](const auto& offer) {
        return std::ranges::find(tried, std::pair{offer.first, offer.second.id}) == tried.end();
    };
    auto next = std::ranges::find_if(offers, is_new);
    if (next == offers.end() && !transfer_) {
        tried.clear();
        next = offers.begin();
    }
    if (next == offers.end()) return;
    drop();
    provided(next->first, next->second);
}

}  // namespace keks::rift

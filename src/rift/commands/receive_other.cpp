// SPDX-License-Identifier: AGPL-3.0-only
// How an offer of which no channel comes is passed over: who makes it may be asleep, or mean ill.
#include <algorithm>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "rift/commands/failure_words.hpp"
#include "rift/commands/receive.hpp"

namespace keks::rift {

namespace disk = client::disk;

std::vector<Receive::Offer> Receive::offers() const {
    std::vector<Offer> all;
    for (const auto& member : visit_.session().members())
        for (const auto& resource : member.resources)
            if (resource.kind == client::Resource::Kind::file && resource.size &&
                !is_too_long(resource))
                all.emplace_back(member.key, resource);
    return all;
}

// False: there is no other. Members have their turns, however often one of them offers something
// else.
bool Receive::pass_over(const std::string& why) {
    passed_over_.emplace_back(transfer_->key, transfer_->resource.id);
    auto all = offers();
    const auto own = std::find_if(all.rbegin(), all.rend(), [this](const Offer& offer) {
        return offer.first == transfer_->key;
    });
    std::rotate(all.begin(), own.base(), all.end());
    const auto was_passed_over = [this](const Offer& offer) {
        return std::ranges::find(passed_over_, OfferId{offer.first, offer.second.id}) !=
               passed_over_.end();
    };
    const auto next = std::ranges::find_if_not(all, was_passed_over);
    // Those that are not offered any more are forgotten, so that these have a bound.
    std::erase_if(passed_over_, [&all](const OfferId& passed) {
        return std::ranges::none_of(all, [&passed](const Offer& offer) {
            return passed == OfferId{offer.first, offer.second.id};
        });
    });
    if (next == all.end()) return false;
    const auto passed = *drop();
    visit_.console().notice("Passed over " + disk::shown(passed.resource.label) + " from " +
                            passed.whom + ": " + why);
    visit_.console().event(
        {"passed_over", {{"name", passed.resource.label}, {"from", passed.whom}, {"reason", why}}});
    provided(next->first, next->second);
    return true;
}

}  // namespace keks::rift

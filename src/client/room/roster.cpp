// SPDX-License-Identifier: AGPL-3.0-only
#include "client/room/roster.hpp"

#include <algorithm>
#include <utility>

namespace keks::client {

Roster::Roster(Member::Host& host, Clock& clock, Events events)
    : host_(host), clock_(clock), events_(std::move(events)) {}

Roster::MemberPtr Roster::get(ClientId id) const {
    const auto found = present_.find(id);
    return found == present_.end() ? nullptr : found->second;
}

Roster::MemberPtr Roster::by_key(MemberKey key) const {
    const auto members = all();
    const auto found =
        std::ranges::find(members, key, [](const auto& each) { return each->key(); });
    return found == members.end() ? nullptr : *found;
}

bool Roster::is_present(const Member& member) const {
    return member.id() && get(*member.id()).get() == &member;
}

bool Roster::has(const Member& member) const {
    return held_.contains(member.key()) || is_present(member);
}

std::vector<Roster::MemberPtr> Roster::all() const {
    std::vector<MemberPtr> members;
    members.reserve(size());
    for (const auto& [id, member] : present_) members.push_back(member);
    for (const auto& [key, hold] : held_) members.push_back(hold.member);
    std::ranges::sort(members, {}, [](const MemberPtr& member) { return member->key(); });
    return members;
}

Roster::MemberPtr Roster::add(ClientId id) {
    if (present_.contains(id) || present_.size() >= max_members) return nullptr;
    return create(id);
}

void Roster::left(ClientId id) {
    const auto member = get(id);
    if (!member) return;
    if (member->session() && member->alive() && !member->leaving) return hold(member, alive_hold);
    remove(member);
}

void Roster::lost() {
    for (const auto& member : all()) {
        if (!has(*member)) continue;  // by the events of another
        if (member->identified() && !member->leaving) {
            hold(member, std::nullopt);
        } else {
            remove(member);
        }
    }
}

void Roster::returned() {
    for (const auto& member : all()) {
        if (!held_.contains(member->key())) continue;
        if (!member->session() || member->leaving) {
            remove(member);
        } else {
            hold(member, member->alive() ? alive_hold : other_hold);
        }
    }
}

Roster::MemberPtr Roster::recognise(const MemberPtr& newcomer, const std::string& session) {
    const auto id = newcomer->id();
    auto members = all();
    const auto found = std::ranges::find_if(members, [&](const MemberPtr& each) {
        return each != newcomer && each->session() == session;
    });
    if (found == members.end() || !id) return nullptr;
    MemberPtr known = std::move(*found);
    const auto former = known->id();
    remove(newcomer);
    known->unheard();
    if (!has(*known)) return nullptr;  // by the events of both
    forget(*known);
    present_[*id] = known;
    known->rebind(*id);
    if (former) put_back(*former, newcomer->displaced);
    return known;
}

void Roster::review(Member& member) {
    const auto held = held_.find(member.key());
    if (held == held_.end() || !held->second.alive || member.alive()) return;
    remove(MemberPtr{held->second.member});
}

void Roster::clear() {
    const auto members = all();
    present_.clear();
    held_.clear();
    for (const auto& member : members) member->close(std::nullopt);
}

Roster::MemberPtr Roster::create(ClientId id) {
    auto member = std::make_shared<Member>(MemberKey{++last_key_}, id, host_);
    present_[id] = member;
    return member;
}

void Roster::put_back(ClientId id, bool at_once) {
    const auto member = create(id);
    member->displaced = true;
    events_.displaced(*member, at_once);
}

void Roster::hold(const MemberPtr& member, std::optional<std::chrono::milliseconds> time) {
    if (!held_.contains(member->key()) && held_.size() >= max_members) return remove(member);
    forget(*member);
    member->hold();
    auto& hold = held_[member->key()];
    hold.member = member;
    hold.alive = time == alive_hold;
    if (time) {
        hold.timer = clock_.after(
            *time, [this, key = member->key()] { remove(MemberPtr{held_.at(key).member}); });
    }
    // Last: what follows may end the hold.
    member->unheard();
}

void Roster::remove(const MemberPtr& member) {
    forget(*member);
    member->close(NoChannel::left);
    events_.gone(*member);
}

void Roster::forget(const Member& member) {
    if (is_present(member)) present_.erase(*member.id());
    held_.erase(member.key());
}

}  // namespace keks::client

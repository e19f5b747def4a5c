// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/lookup.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "rift/commands/list.hpp"

namespace keks::rift {
namespace {

using client::disk::shown;

std::vector<Found> named(const std::vector<Found>& all,
                         const std::function<bool(const client::Resource&)>& is_it) {
    std::vector<Found> found;
    std::ranges::copy_if(all, std::back_inserter(found),
                         [&](const Found& each) { return is_it(each.resource); });
    return found;
}

std::vector<Found> resources_of(const std::vector<client::MemberInfo>& members,
                                client::Resource::Kind kind) {
    std::vector<Found> all;
    for (const auto& member : members) {
        for (const auto& resource : member.resources)
            if (resource.kind == kind) all.push_back({member.key, resource});
    }
    return all;
}

}  // namespace

FoundResult find_resource(const std::vector<client::MemberInfo>& members,
                          client::Resource::Kind kind, std::string_view text) {
    using Named = std::function<bool(const client::Resource&)>;
    const std::array<Named, 3> ways{
        [text](const client::Resource& each) { return shown(each.id) == text; },
        [text](const client::Resource& each) { return shown(each.label) == text; },
        [text](const client::Resource& each) { return shown(each.id).starts_with(text); }};
    const auto all = resources_of(members, kind);
    const auto what = kind == client::Resource::Kind::port ? "port " : "file ";
    for (const auto& way : ways) {
        const auto found = named(all, way);
        if (found.size() == 1) return found.front();
        if (found.size() > 1)
            return what + shown(text) + " may be one of " + std::to_string(found.size()) +
                   ": give more of its id, which list shows";
    }
    return "nobody in the room offers a " + (what + shown(text)) + ": list shows what there is";
}

Lookup::Lookup(TaskHost& host, client::Resource::Kind kind, std::string text,
               std::function<void(const FoundResult&)> done)
    : host_(host), kind_(kind), text_(std::move(text)), done_(std::move(done)) {}

void Lookup::settled() {
    if (timer_ || !done_) return;
    timer_ = host_.clock().after(
        kAnswered, [this] { tell(find_resource(host_.session().members(), kind_, text_)); });
}

void Lookup::provided(client::MemberKey key, const client::Resource& resource) {
    // Something shorter may be the beginning of several.
    if (resource.kind == kind_ && shown(resource.id) == text_) tell(Found{key, resource});
}

void Lookup::tell(const FoundResult& found) {
    if (const auto done = std::exchange(done_, nullptr)) done(found);
}

}  // namespace keks::rift

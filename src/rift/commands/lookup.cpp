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

bool is_random_id(std::string_view text) {
    constexpr std::size_t kDigits = 32;
    return text.size() == kDigits &&
           text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

FoundResult find_resource(const std::vector<client::MemberInfo>& members,
                          client::Resource::Kind kind, std::string_view text) {
    using Named = std::function<bool(const client::Resource&)>;
    // Members choose their ids as well as their labels: neither goes before the other.
    const std::array<Named, 2> ways{
        [text](const client::Resource& each) {
            return shown(each.id) == text || shown(each.label) == text;
        },
        [text](const client::Resource& each) { return shown(each.id).starts_with(text); }};
    const auto all = resources_of(members, kind);
    const auto what = kind == client::Resource::Kind::port ? "port " : "file ";
    for (const auto& way : ways) {
        const auto found = named(all, way);
        if (found.size() == 1) return found.front();
        if (found.size() > 1)
            return what + shown(text) + " may be one of " + std::to_string(found.size()) +
                   ": give its id, or more of it, which list shows";
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
    // Whatever else is typed may also be a label, or the beginning of several.
    if (resource.kind == kind_ && resource.id == text_ && is_random_id(text_))
        tell(Found{key, resource});
}

void Lookup::tell(const FoundResult& found) {
    if (const auto done = std::exchange(done_, nullptr)) done(found);
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/list.hpp"

#include <string>

#include "client/disk/disk_error.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {
namespace {

using client::disk::shown;

std::string_view kind_of(const client::Resource& resource) {
    switch (resource.kind) {
        case client::Resource::Kind::audio_track:
            return "sound";
        case client::Resource::Kind::video_track:
            return "video";
        case client::Resource::Kind::file:
            return "file";
        case client::Resource::Kind::port:
            return "port";
    }
    return "";
}

void print_resource(Console& console, const client::MemberInfo& member,
                    const client::Resource& resource) {
    std::string line = "  " + std::string{kind_of(resource)} + "  " + shown(resource.id) + "  " +
                       shown(resource.label);
    ConsoleEvent event{"resource",
                       {{"of", shown(member.username)},
                        {"kind", std::string{kind_of(resource)}},
                        {"id", shown(resource.id)},
                        {"label", shown(resource.label)}}};
    if (resource.size) {
        line += "  " + byte_words(*resource.size);
        event.fields.emplace_back("size", *resource.size);
    }
    console.result(line);
    console.event(event);
}

void print_member(Console& console, const client::MemberInfo& member) {
    auto name = shown(member.username);
    if (name.empty()) name = "somebody";
    console.result(name);
    console.event({"member", {{"name", name}}});
    for (const auto& resource : member.resources) print_resource(console, member, resource);
}

}  // namespace

void print_members(Console& console, const std::vector<client::MemberInfo>& members) {
    if (members.empty()) console.notice("Nobody is there");
    for (const auto& member : members) print_member(console, member);
}

client::SessionEvents List::events() {
    return {.settled = [this] {
        if (!timer_) timer_ = visit_.clock().after(kAnswered, [this] { print(); });
    }};
}

void List::print() {
    print_members(visit_.console(), visit_.session().members());
    visit_.end(ExitCode::done);
}

}  // namespace keks::rift

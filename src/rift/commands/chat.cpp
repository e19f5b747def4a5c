// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/chat.hpp"

#include <csignal>

#include "client/disk/disk_error.hpp"
#include "rift/commands/failure_words.hpp"
#include "rift/commands/list.hpp"
#include "rift/terminal/shown_text.hpp"

namespace keks::rift {
namespace {

using client::MemberInfo;
using client::MemberKey;

void print_text(TaskHost& host, MemberKey key, const client::relay::Chat& chat) {
    const auto name = name_of(host.session(), key);
    host.console().result(name + ": " + shown_text(chat.text));
    host.console().event({"chat", {{"from", name}, {"text", chat.text}}});
}

void print_image(TaskHost& host, MemberKey key, const client::relay::ChatImage& chat) {
    const auto name = name_of(host.session(), key);
    const auto image = image_words(chat.image);
    host.console().result(name + " sent an image (" + image + ")");
    host.console().event({"chat_image", {{"from", name}, {"image", image}}});
}

void print_member(TaskHost& host, const MemberInfo& member, bool came) {
    const auto shown = client::disk::shown(member.username);
    const auto name = shown.empty() ? "somebody" : shown;
    host.console().notice(name + (came ? " is here" : " left"));
    host.console().event({came ? "came" : "left", {{"name", name}}});
}

}  // namespace

client::SessionEvents conversation(TaskHost& host) {
    return {
        .member_joined = [&host](const MemberInfo& member) { print_member(host, member, true); },
        .member_left = [&host](const MemberInfo& member) { print_member(host, member, false); },
        .chat = [&host](MemberKey key,
                        const client::relay::Chat& chat) { print_text(host, key, chat); },
        .chat_image = [&host](
                          MemberKey key,
                          const client::relay::ChatImage& chat) { print_image(host, key, chat); }};
}

void say(TaskHost& host, std::string_view text) {
    if (host.session().members().empty()) host.console().notice("Nobody is there to read it");
    if (host.session().send_chat(text)) return;
    host.console().error(
        "Not said: the server is out of reach, or it is longer than 20,000 "
        "characters. Try again, or say less at once");
    host.console().event({"failed", {{"reason", "not said"}}});
}

Chat::Chat(Visit& visit) : visit_(visit) {
    // Drops a line that is being typed, as shells do, and leaves otherwise.
    visit_.on_signal([this](int signal) { return signal == SIGINT && lines_ && lines_->clear(); });
}

client::SessionEvents Chat::events() {
    auto events = conversation(visit_);
    events.settled = [this] {
        if (lines_ || timer_) return;
        if (are_typed(visit_.console())) return listen();
        // What comes from a script is for those who are there: they have said so by then.
        timer_ = visit_.clock().after(kAnswered, [this] { listen(); });
    };
    return events;
}

void Chat::listen() {
    lines_ = open_lines(visit_, {.prompt = "> ", .complete = {}},
                        [this](const std::optional<std::string>& line) { typed(line); });
}

void Chat::typed(const std::optional<std::string>& line) {
    if (!line) return visit_.end(ExitCode::done);
    if (!line->empty()) say(visit_, *line);
}

}  // namespace keks::rift

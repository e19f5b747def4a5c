// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/chat.hpp"

#include <csignal>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "rift/commands/failure_words.hpp"
#include "rift/commands/list.hpp"
#include "rift/terminal/completion.hpp"
#include "rift/terminal/shown_text.hpp"
#include "rift/terminal/words.hpp"

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

constexpr std::string_view kImage = "/image ";

std::vector<std::string> complete(std::string_view line) {
    return line.starts_with(kImage) ? complete_path(last_word(line)) : std::vector<std::string>{};
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

bool say(TaskHost& host, std::string_view text) {
    if (host.session().members().empty()) host.console().notice("Nobody is there to read it");
    if (host.session().send_chat(text)) return true;
    host.console().error(
        "Not said: the server is out of reach, or it is longer than 20,000 "
        "characters. Try again, or say less at once");
    host.console().event({"failed", {{"reason", "not said"}}});
    return false;
}

Chat::Chat(Visit& visit, ChatOptions options)
    : visit_(visit),
      options_(std::move(options)),
      images_(visit, [this](bool sent) { image_over(sent); }) {
    // Drops a line that is being typed, as shells do, and leaves otherwise.
    visit_.on_signal([this](int signal) { return signal == SIGINT && lines_ && lines_->clear(); });
}

client::SessionEvents Chat::events() {
    auto events = conversation(visit_);
    events.settled = [this] {
        if (lines_ || timer_) return;
        if (are_typed(visit_.console()) && options_.images.empty()) return listen();
        // What comes from a script is for those who are there: they have said so by then.
        timer_ = visit_.clock().after(kAnswered, [this] { begin(); });
    };
    return events;
}

void Chat::begin() {
    if (options_.images.empty()) return listen();
    for (const auto& path : options_.images) images_.send(path);
}

void Chat::image_over(bool sent) {
    // Of those that the command line names: what follows was not to be said without them.
    if (!lines_ && !sent) {
        images_.stop();
        return visit_.end(ExitCode::failed);
    }
    if (images_.busy()) return;
    if (!lines_) return listen();
    if (ended_) visit_.end(code_);
}

void Chat::listen() {
    lines_ = open_lines(visit_, {.prompt = "> ", .complete = complete},
                        [this](const std::optional<std::string>& line) { typed(line); });
}

void Chat::typed(const std::optional<std::string>& line) {
    if (!line) {
        ended_ = true;
        if (!images_.busy()) visit_.end(code_);
    } else if (are_typed(visit_.console()) && line->starts_with(kImage)) {
        typed_image(std::string_view{*line}.substr(kImage.size()));
    } else if (!line->empty() && !say(visit_, *line) && !are_typed(visit_.console())) {
        code_ = ExitCode::failed;
    }
}

void Chat::typed_image(std::string_view words) {
    const auto path = split_words(words);
    if (path && path->size() == 1) return images_.send(path->front());
    visit_.console().error("Not said: " +
                           (path ? "/image takes the path of one image" : path.error()));
}

}  // namespace keks::rift

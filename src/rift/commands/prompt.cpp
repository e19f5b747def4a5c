// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/prompt.hpp"

#include <algorithm>
#include <csignal>
#include <utility>
#include <variant>

#include "client/disk/disk_error.hpp"
#include "rift/commands/chat.hpp"
#include "rift/commands/failure_words.hpp"
#include "rift/commands/list.hpp"
#include "rift/terminal/figures.hpp"
#include "rift/terminal/words.hpp"

namespace keks::rift {
namespace {

using client::MemberKey;
using client::Resource;
using client::disk::shown;

constexpr std::string_view kHelp =
    "list                   who is here, what they offer, and what you do\n"
    "provide PATH…          offer files and folders, each by itself\n"
    "download ID [PATH]     take a file that somebody offers\n"
    "expose PORT            let others connect to a TCP port\n"
    "forward ID [PORT]      listen here for a port that somebody exposes\n"
    "stop ID                end one of these; what is offered is taken back\n"
    "chat TEXT              say it to all\n"
    "image PATH             send them an image\n"
    "quit                   leave; Ctrl+D does so as well\n"
    "An ID may be its beginning, or a name. COMMAND --help says more of some of them.";

const std::vector<std::string> kCommands{"chat",  "download", "expose",  "forward", "help",
                                         "image", "list",     "provide", "quit",    "stop"};

void tell_offer(TaskHost& host, MemberKey key, const Resource& resource, bool offered) {
    const bool port = resource.kind == Resource::Kind::port;
    if (!port && resource.kind != Resource::Kind::file) return;
    const auto name = name_of(host.session(), key);
    const auto label = shown(resource.label);
    const auto size = resource.size ? ", " + byte_words(*resource.size) : "";
    const auto how = port ? "forward " : "download ";
    host.console().notice(offered ? name + " offers " + label + size + ":  " + how +
                                        as_word(beginning_of(shown(resource.id), 8))
                                  : name + " does not offer " + label + " any more");
    host.console().event({offered ? "offered" : "withdrawn",
                          {{"of", name},
                           {"kind", port ? "port" : "file"},
                           {"id", shown(resource.id)},
                           {"label", label}}});
}

}  // namespace

Prompt::Prompt(Visit& visit)
    : visit_(visit),
      tasks_(visit,
             [this](ExitCode code) {
                 note(code);
                 go_on();
                 if (ended_) leave_when_done();
             }),
      images_(visit, [this](bool sent) {
          note(sent ? ExitCode::done : ExitCode::failed);
          if (ended_) leave_when_done();
      }) {
    // Drops a line that is being typed, as shells do, and leaves otherwise.
    visit_.on_interrupt([this](Interruption) { left_ = true; });
    visit_.on_signal([this](int signal) { return signal == SIGINT && lines_ && lines_->clear(); });
}

client::SessionEvents Prompt::events() {
    auto events = conversation(visit_);
    const auto tasks = tasks_.events();
    events.settled = [this] {
        if (lines_ || timer_) return;
        if (are_typed(visit_.console())) return listen();
        // What a script names is there by then.
        timer_ = visit_.clock().after(kAnswered, [this] { listen(); });
    };
    events.member_left = [told = events.member_left, left = tasks.member_left](const auto& member) {
        told(member);
        left(member);
    };
    events.provided = [this](MemberKey key, const Resource& resource) {
        tell_offer(visit_, key, resource, true);
    };
    events.withdrawn = [this, gone = tasks.withdrawn](MemberKey key, const Resource& resource) {
        tell_offer(visit_, key, resource, false);
        gone(key, resource);
    };
    events.requested = tasks.requested;
    events.request_stopped = tasks.request_stopped;
    return events;
}

void Prompt::listen() {
    visit_.console().notice("You are in the room. Commands are listed by help");
    visit_.console().event({"ready", {}});
    lines_ = open_lines(
        visit_,
        {.prompt = "rift> ",
         .complete = [this](std::string_view line) { return complete_line(line, completable()); }},
        [this](const std::optional<std::string>& line) { typed(line); });
}

void Prompt::typed(const std::optional<std::string>& line) {
    if (left_) return;
    if (!line) {
        ended_ = true;
        return are_typed(visit_.console()) ? leave(code_) : leave_when_done();
    }
    obey(*line);
    // What the next line of a script is about, such as to stop it, has begun by then, or failed.
    if (tasks_.are_beginning()) lines_->pause();
}

void Prompt::go_on() {
    if (lines_ && !tasks_.are_beginning()) lines_->resume();
}

void Prompt::obey(const std::string& line) {
    auto words = split_words(line);
    const bool is_chat = line.starts_with("chat ");
    if (!words && !is_chat) return fail(words.error());
    if (is_chat) {
        const bool said = say(visit_, std::string_view{line}.substr(5));
        return note(said ? ExitCode::done : ExitCode::failed);
    }
    if (words->empty() || own_command(*words)) return;
    const auto command = read_prompt_command(*std::move(words), visit_.console().json());
    if (!command) return answer(command.error());
    std::visit([this](const auto& options) { run(options); }, *command);
}

bool Prompt::own_command(const std::vector<std::string>& words) {
    const auto& name = words.front();
    if (name == "quit" || name == "exit") {
        leave(ExitCode::done);
    } else if (name == "help") {
        answer({.text = std::string{kHelp}, .wrong = false});
    } else if (name == "stop") {
        stop(words);
    } else if (name == "image") {
        image(words);
    } else if (name == "chat") {
        fail("what do you want to say? chat TEXT");
    } else if (std::ranges::find(kCommands, name) == kCommands.end()) {
        fail("there is no command " + shown(name) + ": help lists those that there are");
    } else {
        return false;
    }
    return true;
}

void Prompt::answer(const CommandWords& words) {
    if (words.wrong) return fail(words.text);
    visit_.console().result(words.text);
    visit_.console().event({"help", {{"text", words.text}}});
}

void Prompt::leave(ExitCode code) {
    left_ = true;
    tasks_.interrupt();
    visit_.end(code);
}

// A script has ended, and what it asked for is still to come.
void Prompt::leave_when_done() {
    if (images_.busy()) return;
    const auto all = tasks_.all();
    if (std::ranges::find(all, "download", &Tasks::Summary::what) == all.end()) leave(code_);
}

void Prompt::list() {
    print_members(visit_.console(), visit_.session().members());
    const auto own = tasks_.all();
    if (!own.empty()) visit_.console().result("You");
    for (const auto& task : own) {
        visit_.console().result("  " + task.what + "  " + task.id + "  " + task.label);
        visit_.console().event(
            {"task", {{"what", task.what}, {"id", task.id}, {"label", task.label}}});
    }
}

void Prompt::stop(const std::vector<std::string>& words) {
    // All ids begin with an empty one.
    if (words.size() != 2 || words.at(1).empty())
        return fail("stop takes the id, or the name, of one that list shows");
    if (const auto wrong = tasks_.stop(words.at(1))) fail(*wrong);
}

void Prompt::image(const std::vector<std::string>& words) {
    if (words.size() != 2) return fail("image takes the path of one image");
    images_.send(words.at(1));
}

void Prompt::run(const ProvideOptions& options) {
    for (const auto& path : options.paths) tasks_.provide(path, [this] { go_on(); });
}

void Prompt::run(const DownloadOptions& options) {
    const auto found = find_resource(visit_.session().members(), Resource::Kind::file, options.id);
    if (!found) return fail(found.error());
    tasks_.download(*found, options.saving);
}

void Prompt::run(const ForwardOptions& options) {
    const auto found = find_resource(visit_.session().members(), Resource::Kind::port, options.id);
    if (!found) return fail(found.error());
    tasks_.forward(*found, options);
}

void Prompt::fail(const std::string& why) {
    visit_.console().error(why);
    visit_.console().event({"failed", {{"reason", why}}});
    note(ExitCode::failed);
}

// Who types has seen it, and may have mended it since.
void Prompt::note(ExitCode code) {
    if (code_ == ExitCode::done && !are_typed(visit_.console())) code_ = code;
}

Completable Prompt::completable() const {
    Completable all{.commands = kCommands, .files = {}, .ports = {}, .own = {}};
    for (const auto& member : visit_.session().members()) {
        for (const auto& resource : member.resources) {
            if (resource.kind == Resource::Kind::file) all.files.push_back(shown(resource.id));
            if (resource.kind == Resource::Kind::port) all.ports.push_back(shown(resource.id));
        }
    }
    for (const auto& task : tasks_.all()) all.own.push_back(task.id);
    return all;
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <exception>
#include <string>
#include <utility>
#include <variant>

#include "client/server_uri.hpp"
#include "rift/commands/chat.hpp"
#include "rift/commands/download.hpp"
#include "rift/commands/expose.hpp"
#include "rift/commands/forward.hpp"
#include "rift/commands/list.hpp"
#include "rift/commands/prompt.hpp"
#include "rift/commands/provide.hpp"
#include "rift/commands/receive.hpp"
#include "rift/commands/send.hpp"
#include "rift/new_secret.hpp"
#include "rift/options.hpp"
#include "rift/room_link.hpp"
#include "rift/secret.hpp"
#include "rift/terminal/console.hpp"
#include "rift/visit.hpp"

namespace {

using namespace keks;
using namespace keks::rift;

int code_of(ExitCode code) {
    return static_cast<int>(code);
}

void show_new_room(Console& console, const client::ServerUri& server, const std::string& secret,
                   const Command& command) {
    const auto link = room_link(server, secret);
    console.event({"secret", {{"secret", secret}, {"link", link}}});
    console.result(secret);
    const auto* send = std::get_if<SendOptions>(&command);
    console.notice(send != nullptr ? "\nOn the other side:  rift receive, with this secret" : "");
    console.notice("In a browser:       " + link);
    if (send == nullptr || !send->qr_code || !console.shows_status()) return;
    if (const auto picture = qr_code(link)) console.notice("\n" + *picture);
}

// Who begins may do so in a room of its own.
bool begins(const Command& command) {
    return std::holds_alternative<SendOptions>(command) ||
           std::holds_alternative<ProvideOptions>(command) ||
           std::holds_alternative<ExposeOptions>(command);
}

ExitCode run(Visit& visit, const SendOptions& options, const std::string& secret) {
    Send send{visit, options};
    send.prepare([&] { visit.enter(secret, send.events()); });
    return visit.run();
}

ExitCode run(Visit& visit, const ReceiveOptions& options, const std::string& secret) {
    Receive receive{visit, options};
    if (const auto fault = receive.fault()) {
        visit.console().error(*fault);
        return ExitCode::usage;
    }
    visit.enter(secret, receive.events());
    return visit.run();
}

ExitCode run(Visit& visit, const ListOptions& /*none*/, const std::string& secret) {
    List list{visit};
    visit.enter(secret, list.events());
    return visit.run();
}

ExitCode run(Visit& visit, const ExposeOptions& options, const std::string& secret) {
    Expose expose{visit, options};
    visit.enter(secret, expose.events());
    return visit.run();
}

ExitCode run(Visit& visit, const ForwardOptions& options, const std::string& secret) {
    Forward forward{visit, options};
    visit.enter(secret, forward.events());
    return visit.run();
}

ExitCode run(Visit& visit, const ProvideOptions& options, const std::string& secret) {
    Provide provide{visit, options};
    provide.prepare([&] { visit.enter(secret, provide.events()); });
    return visit.run();
}

ExitCode run(Visit& visit, const DownloadOptions& options, const std::string& secret) {
    Download download{visit, options};
    if (const auto fault = download.fault()) {
        visit.console().error(*fault);
        return ExitCode::usage;
    }
    visit.enter(secret, download.events());
    return visit.run();
}

ExitCode run(Visit& visit, const ChatOptions& options, const std::string& secret) {
    Chat chat{visit, options};
    visit.enter(secret, chat.events());
    return visit.run();
}

ExitCode run(Visit& visit, const PromptOptions& /*none*/, const std::string& secret) {
    Prompt prompt{visit};
    visit.enter(secret, prompt.events());
    return visit.run();
}

// Nobody would know what was told there, such as a new room's secret.
ExitCode unless_unheard(Console& console, ExitCode code) {
    const auto& fault = console.output_fault();
    if (!fault) return code;
    console.error("What there was to say could not be written to standard output: " + *fault);
    return code == ExitCode::done ? ExitCode::failed : code;
}

using SecretResult = boost::system::result<RoomSecret, SecretFault>;

SecretResult given_or_asked(
    const boost::system::result<std::optional<RoomSecret>, SecretFault>& given) {
    if (!given) return given.error();
    return *given ? SecretResult{boost::system::in_place_value, **given} : ask_secret();
}

// A link says where its room is, unless somebody says otherwise.
client::ServerUri server_of(const RoomSecret& secret, const client::ServerUri& server,
                            const Options& options, Console& console) {
    if (!secret.server || *secret.server == server) return server;
    if (options.signaling_uri == Options{}.signaling_uri) return *secret.server;
    console.notice("The room of the link is on " + secret.server->at("").authority() +
                   "; going to that on " + server.at("").authority() +
                   " instead, which --signaling-uri, the environment or the configuration names");
    return server;
}

ExitCode run(const Options& options, Console& console) {
    const auto usual = client::parse_server_uri(options.signaling_uri);
    if (!usual) {
        console.error("--signaling-uri: " + usual.error().reason);
        return ExitCode::usage;
    }
    const auto given = given_secret(options);
    const bool is_new = given && !*given && begins(options.command);
    const auto secret =
        is_new ? SecretResult{RoomSecret{.secret = make_secret()}} : given_or_asked(given);
    if (!secret) {
        console.error(secret.error().reason);
        return ExitCode::usage;
    }
    const auto server = server_of(*secret, *usual, options, console);
    if (is_new) show_new_room(console, server, secret->secret, options.command);
    if (console.output_fault()) return ExitCode::failed;
    Visit visit{
        console,
        {.server = server, .trust = {.ca_file = options.ca_file}, .username = options.username}};
    return std::visit([&](const auto& command) { return run(visit, command, secret->secret); },
                      options.command);
}

// Where one of them is closed, what is opened next would take its place. Of the wrong direction, so
// that who uses it is told.
void hold_standard_streams() {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(stream, F_GETFD) < 0)
            static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    }
}

}  // namespace

int main(int argc, char** argv) {
    hold_standard_streams();
    const auto options = read_options(argc, argv);
    if (!options) return code_of(options.error().code);
    wipe_secret(argc, argv);
    Console console{{.json = options->json, .quiet = options->quiet}};
    try {
        return code_of(unless_unheard(console, run(*options, console)));
    } catch (const std::exception& error) {
        console.error(error.what());
        return code_of(ExitCode::failed);
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace keks::rift {
namespace {

constexpr const char* kAbout =
    "Sends files, and connections, from peer to peer, end-to-end encrypted, through the rooms of "
    "a keks-meet server.\n"
    "Who knows the room secret can receive, with rift or in a browser.";

constexpr const char* kExitStatus =
    "Exit status: 0 done, 1 not transferred, 2 bad usage, 3 no server, 130 interrupted.";

std::filesystem::path configuration_file() {
    if (const char* home = std::getenv("XDG_CONFIG_HOME"); home != nullptr && *home != '\0')
        return std::filesystem::path{home} / "rift.conf";
    const char* home = std::getenv("HOME");
    return std::filesystem::path{home == nullptr ? "" : home} / ".config" / "rift.conf";
}

std::string default_username() {
    const char* user = std::getenv("USER");
    return user == nullptr || *user == '\0' ? "rift" : user;
}

// What an environment variable says stands before what the command line says, whose last word
// counts, and which the configuration file only adds to. (CLI11's own envname() comes last.)
struct Variable {
    const char* name;
    const char* option;
};
constexpr std::array kVariables{
    Variable{"RIFT_SECRET", "--secret"}, Variable{"RIFT_SECRET_FILE", "--secret-file"},
    Variable{"RIFT_SIGNALING_URI", "--signaling-uri"}, Variable{"RIFT_CA_FILE", "--ca-file"},
    Variable{"RIFT_USERNAME", "--username"}};

// Backwards, as CLI11 takes them.
std::vector<std::string> words_of(int argc, const char* const* argv) {
    std::vector<std::string> words;
    for (const auto& [name, option] : kVariables) {
        const char* value = std::getenv(name);
        if (value != nullptr) words.push_back(std::string{option} + "=" + value);
    }
    words.insert(words.end(), argv + 1, argv + argc);
    std::ranges::reverse(words);
    return words;
}

template <typename Value>
void add_common(CLI::App& app, const char* name, Value& value, const std::string& about) {
    std::string all = about;
    for (const auto& [variable, option] : kVariables)
        if (std::string_view{name} == option) all += std::string{" ["} + variable + "]";
    app.add_option(name, value, all)->take_last()->capture_default_str();
}

void add_common(CLI::App& app, Options& options) {
    add_common(app, "--secret", options.secret,
               "The room secret. Others on this machine may see a command line for a moment: a "
               "file, the environment, or being asked, are safer");
    add_common(app, "--secret-file", options.secret_file,
               "A file whose first line is the room secret");
    add_common(app, "--signaling-uri", options.signaling_uri, "The keks-meet server");
    add_common(app, "--ca-file", options.ca_file,
               "A PEM file of CA certificates to trust besides the system's");
    add_common(app, "--username", options.username, "What others in the room see");
    app.add_flag("--json", options.json, "Events as lines of JSON on standard output");
    app.add_flag("-q,--quiet", options.quiet, "Errors only");
    app.set_config("--config", configuration_file().string(),
                   "A file of options, such as signaling-uri=\"wss://meet.example.org\"");
    app.set_version_flag("--version", std::string{"rift "} + KEKS_VERSION);
}

void add_send(CLI::App& app, Options& options) {
    auto* command = app.add_subcommand("send", "Offer files and folders until somebody has them");
    auto into = std::make_shared<SendOptions>();
    command->add_option("PATH", into->paths, "Files and folders; - for standard input")->required();
    command->add_option("--name", into->name, "What receivers see, in place of the path's end");
    command->add_option("--receivers", into->receivers, "End after so many have it; 0 for never")
        ->capture_default_str();
    command->add_flag("!--no-qr", into->qr_code, "Print no QR code");
    command->callback([&options, into] { options.command = *into; });
}

void add_receive(CLI::App& app, Options& options) {
    auto* command = app.add_subcommand("receive", "Take the first file that somebody offers");
    auto into = std::make_shared<ReceiveOptions>();
    command->add_option("PATH", into->path, "A folder, a file name, or - for standard output")
        ->capture_default_str();
    command->add_flag("--overwrite", into->overwrite, "Replace a file of this name");
    command->add_flag("--keep-archive", into->keep_archive,
                      "Save folders as the tar stream that they come in");
    command
        ->add_option("--limit", into->limit, "Take nothing longer, in bytes; 5G and so on as well")
        ->transform(CLI::AsSizeValue{false});
    command->callback([&options, into] { options.command = *into; });
}

void add_list(CLI::App& app, Options& options) {
    auto* command = app.add_subcommand("list", "Say who is in the room and what they offer");
    command->callback([&options] { options.command = ListOptions{}; });
}

void add_expose(CLI::App& app, Options& options) {
    auto* command = app.add_subcommand("expose", "Let others connect to a TCP port");
    auto into = std::make_shared<ExposeOptions>();
    command->add_option("PORT", into->port, "Where the program behind it listens")
        ->required()
        ->check(CLI::Range(1, 65535));
    command->add_option("--host", into->host, "The machine on which it does")
        ->capture_default_str();
    command->add_option("--name", into->name, "What others see, in place of host and port");
    command->callback([&options, into] { options.command = *into; });
}

void add_forward(CLI::App& app, Options& options) {
    auto* command = app.add_subcommand("forward", "Listen here for a port that somebody exposes");
    auto into = std::make_shared<ForwardOptions>();
    command
        ->add_option("ID", into->id, "Its id, as list shows it, the beginning of it, or its name")
        ->required();
    command->add_option("PORT", into->port, "Where to listen; 0, and without it: any that is free");
    command
        ->add_option("--bind", into->bind,
                     "The address to listen on; others than that of this "
                     "machine alone let others in")
        ->capture_default_str();
    command->callback([&options, into] { options.command = *into; });
}

std::optional<std::string> contradiction(const Options& options) {
    if (const auto* send = std::get_if<SendOptions>(&options.command)) {
        const bool has_input =
            std::find(send->paths.begin(), send->paths.end(), "-") != send->paths.end();
        if (has_input && send->paths.size() > 1)
            return "- is the standard input alone: send it without other paths";
    }
    const auto* receive = std::get_if<ReceiveOptions>(&options.command);
    if (receive != nullptr && receive->path == "-" && options.json)
        return "--json and a PATH of - both want the standard output: drop one of them";
    return std::nullopt;
}

}  // namespace

boost::system::result<Options, NothingToRun> read_options(int argc, const char* const* argv) {
    Options options;
    CLI::App app{kAbout, "rift"};
    app.footer(kExitStatus);
    app.fallthrough();
    app.require_subcommand(1);
    add_common(app, options);
    add_send(app, options);
    add_receive(app, options);
    add_list(app, options);
    add_expose(app, options);
    add_forward(app, options);
    try {
        app.parse(words_of(argc, argv));
    } catch (const CLI::ParseError& error) {
        return NothingToRun{app.exit(error) == 0 ? ExitCode::done : ExitCode::usage};
    }
    if (const auto wrong = contradiction(options)) {
        std::fprintf(stderr, "rift: %s\n", wrong->c_str());
        return NothingToRun{ExitCode::usage};
    }
    if (options.username.empty()) options.username = default_username();
    return options;
}

void wipe_secret(int argc, char** argv) {
    constexpr std::string_view flag = "--secret";
    for (int at = 1; at < argc; ++at) {
        const std::string_view argument{argv[at]};
        char* value = nullptr;
        if (argument == flag && at + 1 < argc) value = argv[at + 1];
        if (argument.starts_with("--secret=")) value = argv[at] + flag.size() + 1;
        if (value != nullptr) std::memset(value, '*', std::strlen(value));
    }
}

}  // namespace keks::rift

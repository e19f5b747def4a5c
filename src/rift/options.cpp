// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include "rift/command_options.hpp"

namespace keks::rift {
namespace {

constexpr const char* kAbout =
    "Sends files, and connections, from peer to peer, end-to-end encrypted, through the rooms of "
    "a keks-meet server.\n"
    "Who knows the room secret can receive, with rift or in a browser. Without a command there is "
    "a prompt for them.";

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

}  // namespace

boost::system::result<Options, NothingToRun> read_options(int argc, const char* const* argv) {
    Options options;
    CLI::App app{kAbout, "rift"};
    app.footer(kExitStatus);
    app.fallthrough();
    app.require_subcommand(0, 1);
    add_common(app, options);
    std::optional<Command> command;
    add_commands(app, command);
    try {
        app.parse(words_of(argc, argv));
    } catch (const CLI::ParseError& error) {
        return NothingToRun{app.exit(error) == 0 ? ExitCode::done : ExitCode::usage};
    }
    if (command) options.command = *std::move(command);
    if (const auto wrong = contradiction(options.command, options.json)) {
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

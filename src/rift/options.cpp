// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/options.hpp"

#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <system_error>
#include <utility>

#include "rift/command_options.hpp"
#include "rift/option_sources.hpp"
#include "rift/whole_words.hpp"

namespace keks::rift {
namespace {

constexpr const char* kAbout =
    "Sends files, and connections, from peer to peer, end-to-end encrypted, through the rooms of "
    "a keks-meet server.\n"
    "Who knows the room secret can receive, with rift or in a browser. Without a command there is "
    "a prompt for them.";

constexpr const char* kExitStatus =
    "Exit status: 0 done, 1 not transferred, 2 bad usage, 3 no server, 130 interrupted.";

std::string default_username() {
    const char* user = std::getenv("USER");
    if (user != nullptr && *user != '\0') return user;
    const passwd* account = ::getpwuid(::geteuid());
    return account == nullptr || *account->pw_name == '\0' ? "rift" : account->pw_name;
}

template <typename Value>
CLI::Option* add_common(CLI::App& app, const char* name, Value& value, const std::string& about) {
    std::string all = about;
    if (const auto variable = variable_of(name)) all += " [" + *variable + "]";
    return app.add_option(name, value, all)->take_last()->capture_default_str();
}

void add_common(CLI::App& app, Options& options) {
    add_common(app, "--secret", options.secret,
               "The room secret. Others on this machine may see a command line for a moment: a "
               "file, the environment, or being asked, are safer");
    add_common(app, "--secret-file", options.secret_file,
               "A file whose first line is the room secret");
    add_common(app, "--signaling-uri", options.signaling_uri, "The keks-meet server");
    add_common(app, "--ca-file", options.ca_file,
               "A PEM file of CA certificates to trust besides the system's")
        ->check(CLI::ExistingFile);
    add_common(app, "--username", options.username, "What others in the room see");
    app.add_flag("--json", options.json, "Events as lines of JSON on standard output");
    app.add_flag("-q,--quiet", options.quiet, "Errors only");
    app.set_version_flag("--version", std::string{"rift "} + KEKS_VERSION);
}

constexpr const char* kConfigAbout =
    "A file of options, such as signaling-uri=\"wss://meet.example.org\"";

// With what an environment and a file say, or without.
enum class Sources { command_line, all };

struct Reading {
    Options options;
    /** The configuration file, as the command line says it. */
    std::filesystem::path file;
    std::optional<NothingToRun> over;
};

void add_config(CLI::App& app, Sources sources, SecretFrom secret, std::filesystem::path& file) {
    const auto usual = configuration_file().string();
    if (sources == Sources::command_line) {
        app.add_option("--config", file, kConfigAbout)->default_val(usual)->take_last();
    } else {
        app.set_config("--config", usual, kConfigAbout);
        app.allow_config_extras(CLI::config_extras_mode::error);
        app.config_formatter(configuration_reader(app, secret));
    }
}

Reading read(std::vector<std::string> words, Sources sources, SecretFrom secret) {
    Reading reading;
    CLI::App app{kAbout, "rift"};
    app.footer(kExitStatus);
    app.fallthrough();
    app.require_subcommand(0, 1);
    add_common(app, reading.options);
    add_config(app, sources, secret, reading.file);
    std::optional<Command> command;
    add_commands(app, command);
    try {
        parse_whole_words(app, std::move(words));
    } catch (const CLI::ParseError& error) {
        reading.over = {app.exit(error) == 0 ? ExitCode::done : ExitCode::usage};
    }
    if (command) reading.options.command = *std::move(command);
    return reading;
}

NothingToRun wrong(const std::string& why) {
    std::fprintf(stderr, "rift: %s\n", why.c_str());
    return {ExitCode::usage};
}

// CLI11 passes over one, and so over the server that it names.
std::optional<std::string> unreadable(const std::filesystem::path& file) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(file, none) || ::access(file.c_str(), R_OK) == 0)
        return std::nullopt;
    return "cannot read the configuration file " + file.string() + ": " +
           std::generic_category().message(errno);
}

bool names_secret(const Options& options) {
    return options.secret.has_value() || options.secret_file.has_value();
}

}  // namespace

boost::system::result<Options, NothingToRun> read_options(int argc, const char* const* argv) {
    const std::vector<std::string> line{argv + 1, argv + argc};
    if (const auto empty = empty_value(line))
        return wrong(*empty + " has no value: leave it out, or say one");
    const auto alone = read(line, Sources::command_line, SecretFrom::anywhere);
    if (alone.over) return *alone.over;
    if (alone.options.secret && alone.options.secret_file)
        return wrong("--secret and --secret-file both say the room secret: give one of them");
    if (const auto fault = unreadable(alone.file)) return wrong(*fault);
    const bool has_secret = names_secret(alone.options);
    if (!has_secret && environment_secret() == EnvironmentSecret::twice)
        return wrong("RIFT_SECRET and RIFT_SECRET_FILE both say the room secret: unset one");
    const bool from_file = !has_secret && environment_secret() == EnvironmentSecret::none;
    auto words = environment_words(has_secret ? SecretFrom::elsewhere : SecretFrom::anywhere);
    words.insert(words.end(), line.begin(), line.end());
    auto all = read(std::move(words), Sources::all,
                    from_file ? SecretFrom::anywhere : SecretFrom::elsewhere);
    if (all.over) return *all.over;
    auto& options = all.options;
    if (const auto why = contradiction(options.command, options.json)) return wrong(*why);
    if (options.username.empty()) options.username = default_username();
    return std::move(options);
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

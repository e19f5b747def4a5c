// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/command_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <memory>
#include <utility>

#include "client/relay_message.hpp"
#include "rift/whole_words.hpp"

namespace keks::rift {
namespace {

std::string address_fault(const std::string& word) {
    boost::system::error_code none;
    boost::asio::ip::make_address(word, none);
    return none ? "it takes an IP address, such as 127.0.0.1 or ::1, in place of " + word : "";
}

std::string exposed_port_fault(const std::string& word) {
    const bool fits = CLI::Range(1, 65535)(word).empty();
    return fits ? "" : "it takes a number from 1 to 65535, in place of " + word;
}

std::string host_fault(const std::string& word) {
    return word.empty() ? "it takes a name or an address, and this one is empty" : "";
}

// All ids begin with an empty one, so that it would name whatever there is.
std::string id_fault(const std::string& word) {
    return word.empty() ? "it takes an id or a name, which list shows, and this one is empty" : "";
}

void add_send(CLI::App& app, std::optional<Command>& command_line) {
    auto* command = app.add_subcommand("send", "Offer files and folders until somebody has them");
    auto into = std::make_shared<SendOptions>();
    command->add_option("PATH", into->paths, "Files and folders; - for standard input")->required();
    command->add_option("--name", into->name, "What receivers see, in place of the path's end");
    command->add_option("--receivers", into->receivers, "End after so many have it; 0 for never")
        ->capture_default_str();
    command->add_flag("!--no-qr", into->qr_code, "Print no QR code");
    command->callback([&command_line, into] { command_line = *into; });
}

// CLI11 takes -1 for the largest that there is.
std::string size_fault(const std::string& word) {
    constexpr std::size_t most_digits = 18;
    const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
    return digits > 0 && digits <= most_digits ? "" : "it takes a size, such as 5000 or 5G";
}

void add_saving(CLI::App& command, ReceiveOptions& into) {
    command.add_option("PATH", into.path, "A folder, a file name, or - for standard output")
        ->capture_default_str();
    command.add_flag("--overwrite", into.overwrite, "Replace a file of this name");
    command.add_flag("--keep-archive", into.keep_archive,
                     "Save folders as the tar stream that they come in");
    command
        .add_option("--limit", into.limit,
                    "Take nothing longer, in bytes; 5G and so on as well, by 1024")
        ->transform(CLI::AsSizeValue{false})
        // Before that.
        ->transform(CLI::Validator{size_fault, ""});
}

void add_receive(CLI::App& app, std::optional<Command>& command_line) {
    auto* command = app.add_subcommand("receive", "Take the first file that somebody offers");
    auto into = std::make_shared<ReceiveOptions>();
    add_saving(*command, *into);
    command->callback([&command_line, into] { command_line = *into; });
}

void add_list(CLI::App& app, std::optional<Command>& command_line) {
    auto* command = app.add_subcommand("list", "Say who is in the room and what they offer");
    command->callback([&command_line] { command_line = ListOptions{}; });
}

void add_expose(CLI::App& app, std::optional<Command>& command_line) {
    auto* command = app.add_subcommand("expose", "Let others connect to a TCP port");
    auto into = std::make_shared<ExposeOptions>();
    command->add_option("PORT", into->port, "Where the program behind it listens")
        ->required()
        ->check(exposed_port_fault);
    command->add_option("--host", into->host, "The machine on which it does")
        ->capture_default_str()
        ->check(host_fault);
    command->add_option("--name", into->name, "What others see, in place of host and port");
    command->callback([&command_line, into] { command_line = *into; });
}

void add_forward(CLI::App& app, std::optional<Command>& command_line) {
    auto* command = app.add_subcommand("forward", "Listen here for a port that somebody exposes");
    auto into = std::make_shared<ForwardOptions>();
    command
        ->add_option("ID", into->id, "Its id, as list shows it, the beginning of it, or its name")
        ->required()
        ->check(id_fault);
    command->add_option("PORT", into->port, "Where to listen; 0, and without it: any that is free");
    command
        ->add_option("--bind", into->bind,
                     "The address to listen on; others than that of this "
                     "machine alone let others in")
        ->capture_default_str()
        ->check(address_fault);
    command->callback([&command_line, into] { command_line = *into; });
}

void add_provide(CLI::App& app, std::optional<Command>& command_line) {
    auto* command =
        app.add_subcommand("provide", "Offer files and folders, each by itself, until stopped");
    auto into = std::make_shared<ProvideOptions>();
    command->add_option("PATH", into->paths, "Files and folders")->required();
    command->callback([&command_line, into] { command_line = *into; });
}

void add_download(CLI::App& app, std::optional<Command>& command_line) {
    auto* command = app.add_subcommand("download", "Take one file that somebody offers");
    auto into = std::make_shared<DownloadOptions>();
    command
        ->add_option("ID", into->id, "Its id, as list shows it, the beginning of it, or its name")
        ->required()
        ->check(id_fault);
    add_saving(*command, into->saving);
    command->callback([&command_line, into] { command_line = *into; });
}

void add_chat(CLI::App& app, std::optional<Command>& command_line) {
    auto* command = app.add_subcommand("chat", "Read and write what the people in the room say");
    auto into = std::make_shared<ChatOptions>();
    command->add_option("--image", into->images, "Send this image first; as often as there are any")
        ->allow_extra_args(false);
    command->callback([&command_line, into] { command_line = *into; });
}

const ReceiveOptions* saving_of(const Command& command) {
    if (const auto* download = std::get_if<DownloadOptions>(&command)) return &download->saving;
    return std::get_if<ReceiveOptions>(&command);
}

}  // namespace

void add_commands(CLI::App& app, std::optional<Command>& command) {
    add_send(app, command);
    add_receive(app, command);
    add_provide(app, command);
    add_download(app, command);
    add_list(app, command);
    add_expose(app, command);
    add_forward(app, command);
    add_chat(app, command);
}

std::optional<std::string> contradiction(const Command& command, bool json) {
    if (const auto* send = std::get_if<SendOptions>(&command)) {
        const bool has_input =
            std::find(send->paths.begin(), send->paths.end(), "-") != send->paths.end();
        if (has_input && send->paths.size() > 1)
            return "- is the standard input alone: send it without other paths";
    }
    const auto* provide = std::get_if<ProvideOptions>(&command);
    if (provide != nullptr && provide->paths.size() > client::relay_limits::resources)
        return "one can offer " + std::to_string(client::relay_limits::resources) +
               " things at once: put some of them into a folder";
    if (provide != nullptr && std::ranges::find(provide->paths, "-") != provide->paths.end())
        return "provide takes files and folders: the standard input is for send";
    const auto* receive = saving_of(command);
    if (receive != nullptr && receive->path == "-" && json)
        return "--json and a PATH of - both want the standard output: drop one of them";
    return std::nullopt;
}

boost::system::result<Command, CommandWords> read_prompt_command(std::vector<std::string> words,
                                                                 bool json) {
    CLI::App app;
    std::optional<Command> command;
    app.require_subcommand(1);
    add_provide(app, command);
    add_download(app, command);
    add_list(app, command);
    add_expose(app, command);
    add_forward(app, command);
    try {
        parse_whole_words(app, std::move(words));
    } catch (const CLI::CallForHelp&) {
        const auto asked = app.get_subcommands();
        return CommandWords{.text = (asked.empty() ? &app : asked.front())->help(), .wrong = false};
    } catch (const CLI::ParseError& error) {
        return CommandWords{error.what()};
    }
    if (const auto wrong = contradiction(*command, json)) return CommandWords{*wrong};
    return *command;
}

}  // namespace keks::rift

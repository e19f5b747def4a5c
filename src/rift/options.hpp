// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rift/exit_code.hpp"

namespace keks::rift {

struct SendOptions {
    /** Files, folders, or "-" alone: standard input. */
    std::vector<std::string> paths;
    /** What receivers see; empty: what the paths end in. */
    std::string name;
    /** Ends after so many have it; 0: never by itself. */
    std::uint32_t receivers = 1;
    /** Also as a picture that a camera reads. */
    bool qr_code = true;
};

struct ReceiveOptions {
    /** A folder, a file, or "-": standard output. */
    std::string path = ".";
    bool overwrite = false;
    /** Tar streams stay one file. */
    bool keep_archive = false;
    /** Bytes: longer ones are not taken. */
    std::optional<std::uint64_t> limit;
};

struct ListOptions {};

struct ExposeOptions {
    std::uint16_t port = 0;
    /** Where it is, as seen from here. */
    std::string host = "localhost";
    /** What others see; empty: host and port. */
    std::string name;
};

struct ForwardOptions {
    /** Of the port that somebody exposes: an id, its beginning, or a label. */
    std::string id;
    /** 0: any that is free. */
    std::uint16_t port = 0;
    /** The address to listen on. */
    std::string bind = "127.0.0.1";
};

struct ProvideOptions {
    std::vector<std::string> paths;
};

struct DownloadOptions {
    /** Of the file that somebody offers: an id, its beginning, or a label. */
    std::string id;
    ReceiveOptions saving;
};

struct ChatOptions {
    /** Files of images that are sent before anything is said. */
    std::vector<std::string> images;
};

/** No command: they are typed. */
struct PromptOptions {};

using Command =
    std::variant<PromptOptions, SendOptions, ReceiveOptions, ProvideOptions, DownloadOptions,
                 ListOptions, ExposeOptions, ForwardOptions, ChatOptions>;

struct Options {
    /** Where the room secret comes from; the first that is given counts. */
    std::optional<std::string> secret;
    std::optional<std::filesystem::path> secret_file;

    std::string signaling_uri = "wss://meet.metamuffin.org";
    std::optional<std::filesystem::path> ca_file;
    std::string username;
    /** Events as lines of JSON on standard output. */
    bool json = false;
    bool quiet = false;
    Command command;
};

/** There is nothing to run: what was to be said is said. */
struct NothingToRun {
    ExitCode code = ExitCode::done;
};

/**
 * Reads the command line, then the environment (RIFT_…), then the configuration file: whichever
 * says something first. Help, the version and errors of usage are printed here.
 */
[[nodiscard]] boost::system::result<Options, NothingToRun> read_options(int argc,
                                                                        const char* const* argv);

/** Overwrites the secret where the system shows command lines to others (/proc/PID/cmdline). */
void wipe_secret(int argc, char** argv);

}  // namespace keks::rift

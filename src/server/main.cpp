// SPDX-License-Identifier: AGPL-3.0-only
#include <getopt.h>
#include <malloc.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "server/assets/disk_store.hpp"
#include "server/assets/embedded_store.hpp"
#include "server/assets/program_file.hpp"
#include "server/config/config.hpp"
#include "server/http/palette.hpp"
#include "server/net/listener.hpp"
#include "server/server.hpp"

namespace {

using namespace keks::server;

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;  // also a configuration that is not valid

constexpr const char* kHelp = R"(Usage: keks-meet-server [OPTION]... [CONFIG]

Serves the keks-meet web client and relays sealed messages between its members.
Without CONFIG, a TOML file, the built-in defaults hold.

      --check         read the configuration, say whether it is valid, and end
      --web-root DIR  serve the web client from DIR, uncached, in place of the one built in
  -h, --help          show this help and end
      --version       show the version and end

Environment:
  BIND                        address to listen on, in place of [server] bind
  KEKS_MEET_<SECTION>_<KEY>   any other key, such as KEKS_MEET_WEBRTC_STUN

Exit status: 0 after SIGINT or SIGTERM, 1 if it cannot serve, 2 for a bad option or configuration.
)";

struct Options {
    std::optional<std::filesystem::path> config;
    std::optional<std::filesystem::path> web_root;
    bool check = false;
};

int bad_usage(const std::string& message) {
    std::fprintf(stderr, "keks-meet-server: %s\nTry 'keks-meet-server --help'.\n", message.c_str());
    return kBadUsage;
}

// The options, or the exit code with which there is nothing more to do.
std::optional<int> read_options(int argc, char** argv, Options& options) {
    enum : int { check_option = 256, web_root_option, version_option };
    const option known[] = {{"check", no_argument, nullptr, check_option},
                            {"web-root", required_argument, nullptr, web_root_option},
                            {"help", no_argument, nullptr, 'h'},
                            {"version", no_argument, nullptr, version_option},
                            {nullptr, 0, nullptr, 0}};
    for (int found = 0; (found = getopt_long(argc, argv, "h", known, nullptr)) != -1;) {
        switch (found) {
            case check_option:
                options.check = true;
                break;
            case web_root_option:
                options.web_root = optarg;
                break;
            case 'h':
                std::fputs(kHelp, stdout);
                return 0;
            case version_option:
                std::puts(version().c_str());
                return 0;
            default:
                std::fputs("Try 'keks-meet-server --help'.\n", stderr);
                return kBadUsage;
        }
    }
    if (optind < argc) options.config = argv[optind++];
    if (optind < argc)
        return bad_usage(std::string{"one CONFIG at most, but also found "} + argv[optind]);
    return std::nullopt;
}

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
        case LogLevel::trace:
            return spdlog::level::trace;
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warn:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
        case LogLevel::critical:
            return spdlog::level::critical;
        case LogLevel::off:
            return spdlog::level::off;
    }
    return spdlog::level::info;
}

void start_log(const Config& config) {
    spdlog::set_default_logger(spdlog::stderr_color_st("keks-meet"));
    spdlog::set_level(level_of(config.log.level));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %^%l%$ %v");
}

// A connection is a file: what the system allows at most is what an operator expects.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) spdlog::warn("cannot raise the limit of open files");
}

// To write to who is gone is an error like others, of one connection or of the log. By default its
// signal ends the program.
void ignore_broken_pipes() {
    if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR) throw std::runtime_error{"cannot ignore SIGPIPE"};
}

// Large messages come and go. Giving their memory back to the system for each costs more than to
// relay them, page by page.
void keep_freed_memory() {
    constexpr int kLargest = 4 << 20;  // bytes of one piece that is kept
    mallopt(M_MMAP_THRESHOLD, kLargest);
    mallopt(M_TRIM_THRESHOLD, 2 * kLargest);
}

std::shared_ptr<const AssetStore> open_assets(const Options& options) {
    if (options.web_root) return std::make_shared<const DiskStore>(*options.web_root);
    program_file();  // opens it while there are descriptors to be had
    return std::make_shared<const EmbeddedStore>();
}

int check(const Config& config) {
    std::puts("The configuration is valid.");
    for (const auto& warning : derive_palette(config.appearance).warnings)
        std::printf("Warning: %s\n", warning.c_str());
    return 0;
}

int serve(const Config& config, const Options& options) {
    start_log(config);
    raise_file_limit();
    ignore_broken_pipes();
    keep_freed_memory();
    for (const auto& warning : derive_palette(config.appearance).warnings)
        spdlog::warn("{}", warning);
    Server server{config, open_assets(options)};
    // For people and scripts, at every log level.
    std::printf("%s listens on %s\n", version().c_str(), server.url().c_str());
    if (!server.metrics_url().empty()) std::printf("metrics on %s\n", server.metrics_url().c_str());
    std::fflush(stdout);
    const int code = server.run();
    spdlog::info("stopped");
    return code;
}

}  // namespace

int main(int argc, char** argv) try {
    Options options;
    if (const auto code = read_options(argc, argv, options)) return *code;
    const auto config = load_config(options.config, read_environment(environ));
    if (config.has_error()) {
        std::fprintf(stderr, "keks-meet-server: %s\n", config.error().message.c_str());
        return kBadUsage;
    }
    if (options.check) return check(*config);
    return serve(*config, options);
} catch (const ListenError& error) {
    std::fprintf(stderr, "keks-meet-server: %s\n", error.what());
    return kFailed;
} catch (const std::filesystem::filesystem_error& error) {
    std::fprintf(stderr, "keks-meet-server: %s\n", error.what());
    return kFailed;
} catch (const std::exception& error) {
    std::fprintf(stderr, "keks-meet-server: %s\n", error.what());
    return kFailed;
}

// SPDX-License-Identifier: AGPL-3.0-only
// The command line, the configuration file and the environment, as a person meets them.
#include <gtest/gtest.h>

#include <csignal>

#include "support/http_client.hpp"
#include "support/server_process.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

constexpr int kBadConfiguration = 2;

ServerOptions arguments(std::vector<std::string> list) {
    ServerOptions options;
    options.arguments = std::move(list);
    options.bind = std::nullopt;
    return options;
}

// A refusal: the exit code, and one message that names each of these.
void expect_refusal(const Finished& finished, const std::vector<std::string>& parts) {
    EXPECT_EQ(finished.exit, (Exit{kBadConfiguration, 0})) << finished.all();
    for (const auto& part : parts) {
        EXPECT_NE(finished.err.find(part), std::string::npos) << part << " in: " << finished.err;
    }
}

TEST(CommandLine, ExplainsItself) {
    const auto help = run_to_end(arguments({"--help"}));
    EXPECT_EQ(help.exit, (Exit{0, 0}));
    for (const auto* word :
         {"keks-meet-server", "CONFIG", "--help", "--version", "--check", "--web-root", "BIND"}) {
        EXPECT_NE(help.out.find(word), std::string::npos) << word << " in: " << help.out;
    }
    EXPECT_EQ(help.err, "");
}

TEST(CommandLine, TellsTheVersionThatClientsGet) {
    const auto version = run_to_end(arguments({"--version"}));
    EXPECT_EQ(version.exit, (Exit{0, 0}));
    const ServerProcess server;
    const TestClient client{server.address()};
    EXPECT_EQ(version.out, client.version() + "\n");
    const auto shown = http_get(server.address(), "/version").body;
    EXPECT_NE(client.version().find(shown.substr(0, shown.find_last_not_of('\n') + 1)),
              std::string::npos)
        << shown;
}

TEST(CommandLine, RefusesWhatItDoesNotKnow) {
    expect_refusal(run_to_end(arguments({"--chekc"})), {"--chekc"});
    expect_refusal(run_to_end(arguments({"one.toml", "two.toml"})), {"two.toml"});
    expect_refusal(run_to_end(arguments({"--web-root"})), {"--web-root"});
}

TEST(Check, AcceptsTheFilesThatComeWithTheServer) {
    for (const std::string file : {"default.toml", "client.example.toml"}) {
        const auto check = run_to_end(arguments({"--check", KEKS_SOURCE_DIR "/config/" + file}));
        EXPECT_EQ(check.exit, (Exit{0, 0})) << check.all();
    }
    EXPECT_EQ(run_to_end(arguments({"--check"})).exit, (Exit{0, 0}));
}

TEST(Check, ReadsTheEnvironmentToo) {
    auto options = arguments({"--check"});
    options.environment["KEKS_MEET_LIMITS_WATCHES"] = "many";
    expect_refusal(run_to_end(options), {"KEKS_MEET_LIMITS_WATCHES"});
    options.environment.clear();
    options.bind = "nowhere";
    expect_refusal(run_to_end(options), {"BIND", "nowhere"});
    options.bind = std::nullopt;
    options.environment["KEKS_MEET_SERVER_BNID"] = "127.0.0.1:1";
    expect_refusal(run_to_end(options), {"KEKS_MEET_SERVER_BNID", "KEKS_MEET_SERVER_BIND"});
}

struct BadFile {
    std::string text;
    std::vector<std::string> named;
};

TEST(Check, NamesFileLineKeyAndWhatWasExpected) {
    const TemporaryDirectory directory;
    const std::vector<BadFile> files{
        {"[server]\nbind = 5\n", {"bad.toml", "2", "bind"}},
        {"[server]\n\nbind = \"localhost\"\n", {"bad.toml", "3", "bind", "127.0.0.1", "localhost"}},
        {"[server]\nbind = \"127.0.0.1\"\n", {"bind"}},
        {"[server]\nbind = \"127.0.0.1:70000\"\n", {"bind"}},
        {"[server]\nbnid = \"127.0.0.1:1\"\n", {"bad.toml", "2", "bnid", "bind"}},
        {"[sevrer]\nbind = \"127.0.0.1:1\"\n", {"bad.toml", "1", "sevrer", "server"}},
        {"[features]\nroom_watches = \"yes\"\n", {"bad.toml", "2", "room_watches", "true"}},
        {"[appearance]\naccent = \"#12345\"\n", {"bad.toml", "2", "accent"}},
        {"[appearance]\naccent = \"red;}*{x\"\n", {"accent"}},
        {"[limits]\nwatches = -1\n", {"bad.toml", "2", "watches"}},
        {"[limits]\nwatches = 1.5\n", {"watches"}},
        {"[server\nbind = 1\n", {"bad.toml", "1"}},
        {"bind = \"127.0.0.1:1\"\n", {"bad.toml", "bind"}},
        {"server = 5\n", {"bad.toml", "server"}},
        {"[webrtc]\nturn_cred = 12345678\n", {"bad.toml", "turn_cred"}},
    };
    for (const auto& file : files) {
        SCOPED_TRACE(file.text);
        const auto path = directory.write("bad.toml", file.text);
        for (const auto& args :
             {std::vector<std::string>{"--check", path}, std::vector<std::string>{path}}) {
            const auto finished = run_to_end(arguments(args));
            expect_refusal(finished, file.named);
            EXPECT_EQ(finished.all().find("12345678"), std::string::npos) << "a credential";
        }
    }
}

TEST(Check, WarnsOfColoursOnWhichNothingCanBeRead) {
    const TemporaryDirectory directory;
    const auto path =
        directory.write("grey.toml",
                        "[appearance]\nbackground = \"#777\"\n"
                        "background_dark = \"black\"\nbackground_light = \"white\"\n");
    const auto check = run_to_end(arguments({"--check", path}));
    EXPECT_EQ(check.exit, (Exit{0, 0})) << check.all();
    EXPECT_NE(check.all().find("Warning: appearance.background, background_dark and"),
              std::string::npos)
        << check.all();
}

TEST(Check, NamesAFileThatIsNotThere) {
    expect_refusal(run_to_end(arguments({"/nowhere/keks.toml"})), {"/nowhere/keks.toml"});
    const TemporaryDirectory directory;
    expect_refusal(run_to_end(arguments({directory.path().string()})), {directory.path().string()});
}

TEST(File, IsReadAndTheEnvironmentOverridesIt) {
    const TemporaryDirectory directory;
    const auto path = directory.write(
        "keks.toml",
        "[server]\nbind = \"192.0.2.1:1\"\n[features]\nroom_watches = false\n"
        "[webrtc]\nstun = \"file.example.org:1\"\n[metrics]\nbind = \"127.0.0.1:0\"\n");
    auto options =
        with_keys({{"WEBRTC_STUN", "environment.example.org:2"}, {"SERVER_BIND", "192.0.2.2:2"}});
    options.arguments = {path};
    const ServerProcess server{options};
    const auto config = http_get(server.address(), "/config.json").body;
    EXPECT_NE(config.find("environment.example.org:2"), std::string::npos) << config;
    EXPECT_NE(config.find("\"room_watches\":false"), std::string::npos) << config;
}

TEST(File, MayHaveAByteOrderMarkAndTheLineEndsOfWindows) {
    const TemporaryDirectory directory;
    const auto path = directory.write(
        "keks.toml",
        "\xEF\xBB\xBF# deployed\r\n[webrtc]\r\nstun = \"stun.example.org:1\"\r\nturn = "
        "\"\"\r\n\r\n[appearance]\r\naccent = \"hsl(249, 80%, 59%)\"\r\n");
    const auto check = run_to_end(arguments({"--check", path}));
    EXPECT_EQ(check.exit, (Exit{0, 0})) << check.all();
}

TEST(File, SaysWhereToListen) {
    const TemporaryDirectory directory;
    for (const std::string bind : {"127.0.0.1:0", "[::1]:0"}) {
        auto options =
            arguments({directory.write("keks.toml", "[server]\nbind = \"" + bind + "\"")});
        const ServerProcess server{options};
        auto alice = member(server.address(), "room");
        alice.expect_nothing();
    }
}

TEST(Bind, ToAPortInUseSaysWhomToAsk) {
    const ServerProcess server;
    ServerOptions second;
    second.bind = "127.0.0.1:" + std::to_string(server.address().port);
    const auto finished = run_to_end(second);
    EXPECT_NE(finished.exit, (Exit{0, 0}));
    EXPECT_EQ(finished.exit.signal, 0);
    EXPECT_NE(finished.all().find(*second.bind), std::string::npos) << finished.all();
    EXPECT_NE(finished.all().find("in use"), std::string::npos) << finished.all();
    EXPECT_NE(finished.all().find("ss -"), std::string::npos) << "whom to ask: " << finished.all();
}

TEST(Bind, ToAForeignAddressIsRefusedInWords) {
    ServerOptions options;
    options.bind = "192.0.2.1:24319";
    const auto finished = run_to_end(options);
    EXPECT_NE(finished.exit, (Exit{0, 0}));
    EXPECT_EQ(finished.exit.signal, 0);
    EXPECT_NE(finished.all().find("192.0.2.1:24319"), std::string::npos) << finished.all();
}

}  // namespace
}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <condition_variable>
#include <csignal>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/socket.hpp"

namespace keks::test {

struct ServerOptions {
    std::vector<std::string> arguments;
    // Added to the environment of the test, from which the server's own variables are taken out.
    std::map<std::string, std::string> environment;
    // What BIND says; nothing: BIND is not set.
    std::optional<std::string> bind = "127.0.0.1:0";
    // How many files it may have open; nothing: as many as the test.
    std::optional<unsigned> open_files = std::nullopt;
};

// The options of a server with its own counters, see Counters.
[[nodiscard]] ServerOptions with_counters(ServerOptions options = {});

// A server whose limits or other keys differ: `{{"LIMITS_WATCHES", "3"}}` for
// KEKS_MEET_LIMITS_WATCHES.
[[nodiscard]] ServerOptions with_keys(const std::map<std::string, std::string>& keys,
                                      ServerOptions options = {});

struct Exit {
    int code = -1;   // where it ended by itself
    int signal = 0;  // where a signal ended it
    bool operator==(const Exit&) const = default;
};

// A program that runs, with a pipe on each of its outputs.
class Process {
  public:
    Process(const ServerOptions& options, const Where& where);
    // Kills it, should it still be there.
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    void send_signal(int number) const;
    // Nothing, if it did not end in time or the system cannot tell (Linux before 5.3).
    [[nodiscard]] std::optional<Exit> await_exit(const Deadline& deadline);

    // Stops it where it stands, and lets it go on: what is sent to it meanwhile is there at once.
    void pause(const Where& where) const;
    void resume() const { send_signal(SIGCONT); }

    // All that it has said so far: on both outputs, or on one.
    [[nodiscard]] std::string output() const;
    [[nodiscard]] std::string standard_output() const;
    [[nodiscard]] std::string standard_error() const;

    // Waits for a line that has `mark` in it; the program must not end without.
    [[nodiscard]] std::string await_line(std::string_view mark, const Where& where);
    // Waits until both outputs are at their end.
    void await_silence(const Where& where);

  private:
    void collect();

    pid_t pid_ = -1;
    int out_ = -1;
    int err_ = -1;
    std::optional<Exit> exit_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool ended_ = false;
    std::string both_;
    std::string standard_output_;
    std::string standard_error_;
    std::thread collector_;
};

struct Finished {
    Exit exit;
    std::string out;
    std::string err;
    [[nodiscard]] std::string all() const { return out + err; }
};

// Runs the program until it ends by itself.
[[nodiscard]] Finished run_to_end(const ServerOptions& options, Where where = Where::current());

// A server that listens, for as long as the object lives. A server that does not end well (an exit
// code other than 0, a crash, a finding of a sanitizer) fails the test.
class ServerProcess {
  public:
    explicit ServerProcess(const ServerOptions& options = {}, Where where = Where::current());
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    [[nodiscard]] const Address& address() const { return address_; }
    [[nodiscard]] const Address& metrics_address() const { return metrics_address_; }
    [[nodiscard]] std::string output() const { return process_.output(); }

    void send_signal(int number) const { process_.send_signal(number); }
    // See Process::pause. What arrives during a pause is worked off in one turn of the server's
    // loop.
    void pause(Where where = Where::current()) const { process_.pause(where); }
    void resume() const { process_.resume(); }
    // Waits for the end of the server, kPatience at most; how it ended is the test's business.
    [[nodiscard]] Exit await_exit(Where where = Where::current());

  private:
    Process process_;
    Address address_;
    Address metrics_address_;
    bool exit_taken_ = false;
};

}  // namespace keks::test

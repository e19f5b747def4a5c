// SPDX-License-Identifier: AGPL-3.0-only
#include "support/server_process.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace keks::test {
namespace {

// More than any server says in a test; what follows is read and dropped.
constexpr std::size_t kMaxOutput = std::size_t{16} << 20U;
constexpr std::string_view kListensMark = "listens on ";
constexpr std::string_view kMetricsMark = "metrics on ";

bool is_ours(std::string_view variable) {
    return variable.starts_with("KEKS_MEET_") || variable.starts_with("BIND=");
}

std::vector<std::string> environment_of(const ServerOptions& options) {
    std::vector<std::string> variables;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        if (!is_ours(*entry)) variables.emplace_back(*entry);
    }
    for (const auto& [name, value] : options.environment) {
        variables.push_back(name);
        (variables.back() += '=') += value;
    }
    if (options.bind) variables.push_back("BIND=" + *options.bind);
    return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::array<int, 2> make_pipe(const Where& where) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) fail(where, "no pipe");
    return ends;
}

// In the child: only what is safe after a fork of a program with threads.
[[noreturn]] void become(const char* program, char* const* arguments, char* const* variables,
                         int out, int err, std::optional<unsigned> open_files) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const rlimit files{open_files.value_or(0), open_files.value_or(0)};
    if (open_files && setrlimit(RLIMIT_NOFILE, &files) != 0) _exit(127);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    execve(program, arguments, variables);
    _exit(127);
}

// "… http://127.0.0.1:4711/…", "… http://[::1]:4711/…" or "… unix:/path …"
Address address_in(std::string_view line, const Where& where) {
    constexpr std::string_view kUnix = "unix:";
    constexpr std::string_view kHttp = "http://";
    Address address;
    if (const auto at = line.find(kUnix); at != std::string_view::npos) {
        const auto path = line.substr(at + kUnix.size());
        address.unix_path = path.substr(0, path.find_first_of(" \r\n"));
        return address;
    }
    auto rest = line.substr(line.find(kHttp) + kHttp.size());
    rest = rest.substr(0, rest.find('/'));
    const auto colon = rest.rfind(':');
    if (colon == std::string_view::npos) fail(where, "no port in: " + std::string{line});
    const auto port = rest.substr(colon + 1);
    std::from_chars(port.data(), port.data() + port.size(), address.port);
    address.host = rest.substr(0, colon);
    if (address.host.starts_with('[')) address.host = address.host.substr(1, colon - 2);
    return address;
}

}  // namespace

ServerOptions with_keys(const std::map<std::string, std::string>& keys, ServerOptions options) {
    for (const auto& [key, value] : keys) options.environment["KEKS_MEET_" + key] = value;
    return options;
}

ServerOptions with_counters(ServerOptions options) {
    return with_keys({{"METRICS_BIND", "127.0.0.1:0"}}, std::move(options));
}

Process::Process(const ServerOptions& options, const Where& where) {
    auto arguments = options.arguments;
    arguments.insert(arguments.begin(), KEKS_SERVER_BINARY);
    auto variables = environment_of(options);
    const auto argument_pointers = pointers_to(arguments);
    const auto variable_pointers = pointers_to(variables);
    const auto out = make_pipe(where);
    const auto err = make_pipe(where);
    pid_ = fork();
    if (pid_ < 0) fail(where, "cannot fork");
    if (pid_ == 0) {
        become(KEKS_SERVER_BINARY, argument_pointers.data(), variable_pointers.data(), out[1],
               err[1], options.open_files);
    }
    close(out[1]);
    close(err[1]);
    out_ = out[0];
    err_ = err[0];
    collector_ = std::thread{[this] { collect(); }};
}

Process::~Process() {
    if (!exit_) {
        send_signal(SIGKILL);
        waitpid(pid_, nullptr, 0);
    }
    collector_.join();
    close(out_);
    close(err_);
}

void Process::collect() {
    std::array<pollfd, 2> ends{pollfd{out_, POLLIN, 0}, pollfd{err_, POLLIN, 0}};
    std::array<std::string*, 2> texts{&standard_output_, &standard_error_};
    std::array<char, 4096> piece{};
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        if (poll(ends.data(), ends.size(), -1) < 0) continue;
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i].fd < 0 || ends[i].revents == 0) continue;
            const auto got = read(ends[i].fd, piece.data(), piece.size());
            if (got <= 0) ends[i].fd = -1;
            const std::lock_guard lock{mutex_};
            if (got > 0 && both_.size() < kMaxOutput) {
                both_.append(piece.data(), static_cast<std::size_t>(got));
                texts[i]->append(piece.data(), static_cast<std::size_t>(got));
            }
            changed_.notify_all();
        }
    }
    const std::lock_guard lock{mutex_};
    ended_ = true;
    changed_.notify_all();
}

void Process::send_signal(int number) const {
    if (!exit_) kill(pid_, number);
}

void Process::pause(const Where& where) const {
    send_signal(SIGSTOP);
    const Deadline deadline;
    for (siginfo_t state{}; state.si_code != CLD_STOPPED;) {
        if (waitid(P_PID, static_cast<id_t>(pid_), &state, WSTOPPED | WNOHANG) != 0) {
            fail(where, "the program cannot be stopped");
        }
        if (deadline.passed()) fail(where, "the program does not stop");
    }
}

std::optional<Exit> Process::await_exit(const Deadline& deadline) {
    if (exit_) return exit_;
    // Not glibc's pidfd_open: the header of 2.36 does not declare it for C++.
    const int handle = static_cast<int>(syscall(SYS_pidfd_open, pid_, 0));
    if (handle < 0) return std::nullopt;
    pollfd entry{handle, POLLIN, 0};
    const int ready = poll(&entry, 1, deadline.poll_timeout());
    close(handle);
    int status = 0;
    if (ready <= 0 || waitpid(pid_, &status, 0) != pid_) return std::nullopt;
    exit_ = WIFEXITED(status) ? Exit{WEXITSTATUS(status), 0} : Exit{-1, WTERMSIG(status)};
    return exit_;
}

std::string Process::output() const {
    const std::lock_guard lock{mutex_};
    return both_;
}

std::string Process::standard_output() const {
    const std::lock_guard lock{mutex_};
    return standard_output_;
}

std::string Process::standard_error() const {
    const std::lock_guard lock{mutex_};
    return standard_error_;
}

std::string Process::await_line(std::string_view mark, const Where& where) {
    std::string line;
    const auto here_or_over = [&] {
        const auto at = both_.find(mark);
        const auto end = at == std::string::npos ? at : both_.find('\n', at);
        if (end == std::string::npos) return ended_;
        const auto begin = both_.rfind('\n', at) + 1;
        line = both_.substr(begin, end - begin);
        return true;
    };
    std::unique_lock lock{mutex_};
    if (!changed_.wait_for(lock, kPatience, here_or_over) || line.empty()) {
        fail(where, "no line with \"" + std::string{mark} + "\" in: " + both_);
    }
    return line;
}

void Process::await_silence(const Where& where) {
    std::unique_lock lock{mutex_};
    if (!changed_.wait_for(lock, kPatience, [this] { return ended_; })) {
        fail(where, "the program goes on: " + both_);
    }
}

Finished run_to_end(const ServerOptions& options, Where where) {
    Process process{options, where};
    process.await_silence(where);
    const auto exit = process.await_exit(Deadline{});
    if (!exit) fail(where, "the program goes on");
    return {*exit, process.standard_output(), process.standard_error()};
}

ServerProcess::ServerProcess(const ServerOptions& options, Where where) : process_(options, where) {
    if (options.environment.contains("KEKS_MEET_METRICS_BIND")) {
        metrics_address_ = address_in(process_.await_line(kMetricsMark, where), where);
    }
    address_ = address_in(process_.await_line(kListensMark, where), where);
}

ServerProcess::~ServerProcess() {
    if (exit_taken_) return;
    process_.send_signal(SIGTERM);
    const auto exit = process_.await_exit(Deadline{});
    if (!exit) {
        ADD_FAILURE() << "the server did not end\n" << process_.output();
    } else if (*exit != Exit{0, 0}) {
        ADD_FAILURE() << "the server ended with code " << exit->code << ", signal " << exit->signal
                      << "\n"
                      << process_.output();
    }
}

Exit ServerProcess::await_exit(Where where) {
    exit_taken_ = true;
    const auto exit = process_.await_exit(Deadline{});
    if (!exit) fail(where, "the server goes on");
    // Its last words may not be read yet.
    process_.await_silence(where);
    return *exit;
}

}  // namespace keks::test

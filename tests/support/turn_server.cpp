// SPDX-License-Identifier: AGPL-3.0-only
#include "support/turn_server.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <vector>

#include "support/deadline.hpp"

namespace keks::test {
namespace {

namespace asio = boost::asio;
using asio::ip::udp;

constexpr std::chrono::milliseconds between_attempts{100};

/** One that nobody has just now, for either transport; another program may still be faster. */
std::uint16_t free_port() {
    asio::io_context loop;
    for (;;) {
        const udp::socket datagrams{loop, {asio::ip::address_v4::loopback(), 0}};
        const auto port = datagrams.local_endpoint().port();
        asio::ip::tcp::socket stream{loop, asio::ip::tcp::v4()};
        boost::system::error_code taken;
        stream.bind({asio::ip::address_v4::loopback(), port}, taken);
        if (!taken) return port;
    }
}

/** A STUN binding request (RFC 8489, section 6), and whether something comes back. */
bool answers(std::uint16_t port) {
    constexpr std::array<unsigned char, 20> request{0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42, 1};
    asio::io_context loop;
    udp::socket socket{loop, {asio::ip::address_v4::loopback(), 0}};
    boost::system::error_code error;
    socket.connect({asio::ip::address_v4::loopback(), port}, error);
    socket.send(asio::buffer(request), 0, error);
    std::array<unsigned char, 512> response{};
    bool came = false;
    socket.async_receive(asio::buffer(response),
                         [&came](auto failed, std::size_t) { came = !failed; });
    loop.run_for(between_attempts);
    asio::ip::tcp::socket stream{loop};
    stream.connect({asio::ip::address_v4::loopback(), port}, error);
    return came && !error;
}

/** In the child: only what is safe after a fork of a program with threads. */
[[noreturn]] void become(char* const* arguments) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // It says much, and nothing that its answers do not tell.
    const int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    execv(arguments[0], arguments);
    _exit(127);
}

}  // namespace

TurnServer::TurnServer(const Where& where) {
    const Deadline deadline;
    while (!deadline.passed()) {
        start(where);
        // Of a port that is taken it may wait for ever.
        const Deadline patience{std::chrono::seconds{5}};
        while (!has_ended() && !patience.passed()) {
            if (answers(port_)) return;
        }
        stop();
    }
    fail(where, "coturn does not answer, on several ports");
}

TurnServer::~TurnServer() {
    stop();
}

void TurnServer::start(const Where& where) {
    port_ = free_port();
    const auto file = [this](const char* name) { return (directory_.path() / name).string(); };
    std::vector<std::string> arguments{KEKS_TURNSERVER,
                                       "-n",
                                       "--listening-ip=127.0.0.1",
                                       "--listening-port=" + std::to_string(port_),
                                       "--relay-ip=127.0.0.1",
                                       "--allow-loopback-peers",
                                       "--lt-cred-mech",
                                       std::string{"--user="} + username + ':' + password,
                                       "--realm=test",
                                       "--no-tls",
                                       "--no-dtls",
                                       "--no-cli",
                                       "--log-file=stdout",
                                       "--userdb=" + file("users"),
                                       "--pidfile=" + file("pid")};
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_ = fork();
    if (pid_ < 0) fail(where, "cannot fork");
    if (pid_ == 0) become(pointers.data());
}

bool TurnServer::has_ended() {
    if (waitpid(pid_, nullptr, WNOHANG) == 0) return false;
    pid_ = -1;
    return true;
}

void TurnServer::stop() {
    if (pid_ < 0) return;
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

std::string TurnServer::uri(const std::string& transport) const {
    return "turn:127.0.0.1:" + std::to_string(port_) + "?transport=" + transport;
}

}  // namespace keks::test

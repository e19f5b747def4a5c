// SPDX-License-Identifier: AGPL-3.0-only
#include "load.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "../relay/load/cpu_clock.hpp"
#include "../relay/load/dial.hpp"

namespace keks::bench {
namespace {

constexpr std::size_t kClients = 32;
constexpr double kSecond = 1e9;
constexpr std::uint64_t kSilence = 5'000'000'000;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

// 0 without the field, as in the head of a 304.
std::size_t content_length(std::string_view head) {
    constexpr std::string_view kName = "\r\nContent-Length: ";
    const auto found = head.find(kName);
    std::size_t length = 0;
    if (found != std::string_view::npos)
        std::from_chars(head.data() + found + kName.size(), head.data() + head.size(), length);
    return length;
}

}  // namespace

HttpLoad::HttpLoad(HttpCase one)
    : case_(std::move(one)), epoll_(::epoll_create1(EPOLL_CLOEXEC)), clients_(kClients) {
    request_ = "GET " + case_.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + case_.headers;
    if (!case_.keep_alive) request_ += "Connection: close\r\n";
    request_ += "\r\n";
    for (std::size_t place = 0; place < clients_.size(); ++place) connect(place);
}

HttpLoad::~HttpLoad() {
    for (const HttpClient& client : clients_) ::close(client.fd);
    ::close(epoll_);
}

HttpResult HttpLoad::run(pid_t server, double warm_up_seconds, double seconds) {
    last_answer_ = now_nanoseconds();
    turn_until(last_answer_ + static_cast<std::uint64_t>(warm_up_seconds * kSecond));
    requests_ = 0;
    const std::uint64_t begin = now_nanoseconds();
    const std::uint64_t cpu = cpu_nanoseconds(server);
    turn_until(begin + static_cast<std::uint64_t>(seconds * kSecond));
    return {.requests = requests_,
            .body_bytes = body_.size(),
            .seconds = static_cast<double>(now_nanoseconds() - begin) / kSecond,
            .cpu_seconds = static_cast<double>(cpu_nanoseconds(server) - cpu) / kSecond};
}

void HttpLoad::connect(std::size_t place) {
    HttpClient& client = clients_[place];
    client.fd = dial(case_.port);
    epoll_event event{.events = EPOLLIN, .data = {.u64 = place}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.fd, &event);
    ask(client);
}

void HttpLoad::ask(HttpClient& client) {
    client.answer.clear();
    const ssize_t sent = ::send(client.fd, request_.data(), request_.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request_.size()))
        throw std::runtime_error("cannot send a request");
}

void HttpLoad::turn_until(std::uint64_t end) {
    constexpr int kPoll = 10;  // milliseconds
    std::array<epoll_event, kClients> events;
    while (now_nanoseconds() < end) {
        const int count = ::epoll_wait(epoll_, events.data(), events.size(), kPoll);
        for (int i = 0; i < count; ++i) receive(events[static_cast<std::size_t>(i)].data.u64);
        if (now_nanoseconds() - last_answer_ > kSilence)
            throw std::runtime_error("no answer for 5 seconds");
    }
}

void HttpLoad::receive(std::size_t place) {
    static std::array<char, std::size_t{256} * 1024> buffer;
    HttpClient& client = clients_[place];
    const ssize_t count = ::recv(client.fd, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) throw std::runtime_error("the server ended an answer");
    client.answer.append(buffer.data(), static_cast<std::size_t>(count));
    if (check(client.answer)) next(place);
}

bool HttpLoad::check(std::string_view answer) {
    const auto end = answer.find(kHeadEnd);
    if (end == std::string_view::npos) return false;
    const std::string_view head = answer.substr(0, end);
    const std::string_view body = answer.substr(end + kHeadEnd.size());
    if (head.substr(0, 12) != "HTTP/1.1 " + case_.status)
        throw std::runtime_error("another status: " + std::string{head.substr(0, 40)});
    const std::size_t length = case_.status == "304" ? 0 : content_length(head);
    if (body.size() < length) return false;
    if (!std::exchange(seen_, true)) body_ = body;
    if (body != body_) throw std::runtime_error("another body");
    return true;
}

void HttpLoad::next(std::size_t place) {
    ++requests_;
    last_answer_ = now_nanoseconds();
    if (case_.keep_alive) return ask(clients_[place]);
    ::close(clients_[place].fd);
    connect(place);
}

}  // namespace keks::bench

// SPDX-License-Identifier: AGPL-3.0-only
#include "churn.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>

#include "cpu_clock.hpp"
#include "dial.hpp"
#include "message.hpp"

namespace keks::bench {
namespace {

constexpr std::size_t kVisitors = 128;
constexpr std::uint32_t kRooms = 32;
constexpr double kSecond = 1e9;
constexpr std::uint64_t kSilence = 5'000'000'000;

bool tells(std::string_view packet, std::string_view event) {
    return packet.starts_with(event);
}

}  // namespace

Visitor::Visitor(std::uint16_t port, std::uint32_t room)
    : fd_(dial(port)), room_(room), since_(now_nanoseconds()) {
    const std::string request = handshake_request("127.0.0.1:" + std::to_string(port));
    if (::send(fd_, request.data(), request.size(), MSG_NOSIGNAL) < 0)
        throw std::runtime_error("cannot send the handshake");
}

Visitor::~Visitor() {
    ::close(fd_);
}

bool Visitor::read() {
    static std::array<char, 65536> buffer;
    const ssize_t count = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EAGAIN) return false;
    if (count <= 0) throw std::runtime_error("the server ended a visit");
    take({buffer.data(), static_cast<std::size_t>(count)});
    return stage_ == Stage::done;
}

void Visitor::take(std::string_view bytes) {
    const auto on_frame = [this](Opcode opcode, std::string_view payload) {
        if (opcode == Opcode::text) take_packet(payload);
    };
    if (stage_ != Stage::handshake) return reader_.feed(bytes, on_frame);
    head_.append(bytes);
    const auto end = head_.find("\r\n\r\n");
    if (end == std::string::npos) return;
    if (!head_.starts_with("HTTP/1.1 101 ")) throw std::runtime_error("no WebSocket");
    stage_ = Stage::greeting;
    reader_.feed(std::string_view{head_}.substr(end + 4), on_frame);
}

void Visitor::take_packet(std::string_view packet) {
    const bool init = tells(packet, R"({"init":)");
    const bool join = tells(packet, R"({"client_join":)");
    const bool leave = tells(packet, R"({"client_leave":)");
    if (init != (stage_ == Stage::greeting) || (!init && !join && !leave))
        throw std::runtime_error("unexpected: " + std::string{packet.substr(0, 100)});
    if (init) {
        id_ = number_after(packet, R"("your_id":)");
        say(R"({"join":{"hash":"bench-)" + std::to_string(room_) + R"("}})");
        stage_ = Stage::joining;
    } else if (number_after(packet, R"("id":)") != id_) {
        return;  // another visitor of the room
    } else if (join && stage_ == Stage::joining) {
        say(R"({"join":{"hash":null}})");
        stage_ = Stage::leaving;
    } else if (leave && stage_ == Stage::leaving) {
        stage_ = Stage::done;
    } else {
        throw std::runtime_error("out of order: " + std::string{packet.substr(0, 100)});
    }
}

void Visitor::say(std::string_view packet) {
    std::string frame;
    append_text_frame(frame, packet);
    if (::send(fd_, frame.data(), frame.size(), MSG_NOSIGNAL) < 0)
        throw std::runtime_error("cannot send a packet");
}

Churn::Churn(std::uint16_t port)
    : port_(port), epoll_(::epoll_create1(EPOLL_CLOEXEC)), visitors_(kVisitors) {}

Churn::~Churn() {
    ::close(epoll_);
}

Result Churn::run(pid_t server, double warm_up_seconds, double seconds) {
    last_visit_ = now_nanoseconds();
    for (std::size_t place = 0; place < visitors_.size(); ++place) start(place);
    turn_until(now_nanoseconds() + static_cast<std::uint64_t>(warm_up_seconds * kSecond));
    visits_ = 0;
    latencies_.clear();
    const std::uint64_t begin = now_nanoseconds();
    const std::uint64_t cpu = cpu_nanoseconds(server);
    turn_until(begin + static_cast<std::uint64_t>(seconds * kSecond));
    return {.deliveries = visits_,
            .seconds = static_cast<double>(now_nanoseconds() - begin) / kSecond,
            .cpu_seconds = static_cast<double>(cpu_nanoseconds(server) - cpu) / kSecond,
            .p50 = latencies_.percentile(0.5),
            .p99 = latencies_.percentile(0.99),
            .grown_bytes = 0};
}

void Churn::start(std::size_t place) {
    visitors_[place].reset();
    visitors_[place] = std::make_unique<Visitor>(port_, static_cast<std::uint32_t>(place) % kRooms);
    epoll_event event{.events = EPOLLIN, .data = {.u64 = place}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, visitors_[place]->fd(), &event);
}

void Churn::turn_until(std::uint64_t end) {
    constexpr int kPoll = 10;  // milliseconds
    std::array<epoll_event, 256> events;
    while (now_nanoseconds() < end) {
        const int count = ::epoll_wait(epoll_, events.data(), events.size(), kPoll);
        for (int i = 0; i < count; ++i) {
            const std::size_t place = events[static_cast<std::size_t>(i)].data.u64;
            if (!visitors_[place]->read()) continue;
            ++visits_;
            last_visit_ = now_nanoseconds();
            latencies_.add(last_visit_ - visitors_[place]->since());
            start(place);
        }
        if (now_nanoseconds() - last_visit_ > kSilence)
            throw std::runtime_error("nobody could join and leave for 5 seconds");
    }
}

}  // namespace keks::bench

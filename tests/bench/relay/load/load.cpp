// SPDX-License-Identifier: AGPL-3.0-only
#include "load.hpp"

#include <sys/epoll.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "cpu_clock.hpp"

namespace keks::bench {
namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::uint64_t kSilence = 5 * kSecond;
constexpr std::uint64_t kLookEach = kSecond / 20;

std::uint64_t in_nanoseconds(double seconds) {
    return static_cast<std::uint64_t>(seconds * static_cast<double>(kSecond));
}

}  // namespace

Load::Load(const Scenario& scenario, std::uint16_t port)
    : scenario_(scenario),
      messages_(scenario.message_bytes),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (std::size_t room = 0; room < scenario.rooms; ++room)
        rooms_.push_back(fill_room(port, static_cast<std::uint32_t>(room), scenario.members));
    for (auto& room : rooms_) {
        for (Member& member : room) {
            if (stalls(member)) {
                member.connection->keep_little();
                continue;
            }
            epoll_event event{.events = EPOLLIN, .data = {.ptr = &member}};
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, member.connection->fd(), &event);
        }
    }
}

Load::~Load() {
    ::close(epoll_);
}

Result Load::run(pid_t server, double warm_up_seconds, double seconds) {
    server_ = server;
    ::prctl(PR_SET_TIMERSLACK, 1);  // bursts go out when they are due, not 50 µs later
    const std::uint64_t resident = resident_bytes(server);
    start_senders();
    turn_until(now_nanoseconds() + in_nanoseconds(warm_up_seconds));
    deliveries_ = 0;
    latencies_.clear();
    const std::uint64_t begin = now_nanoseconds();
    const std::uint64_t cpu = cpu_nanoseconds(server);
    turn_until(begin + in_nanoseconds(seconds));
    const std::uint64_t used = cpu_nanoseconds(server) - cpu;
    const std::uint64_t passed = now_nanoseconds() - begin;
    return {.deliveries = deliveries_,
            .seconds = static_cast<double>(passed) / static_cast<double>(kSecond),
            .cpu_seconds = static_cast<double>(used) / static_cast<double>(kSecond),
            .p50 = latencies_.percentile(0.5),
            .p99 = latencies_.percentile(0.99),
            .grown_bytes = std::max(most_resident_, resident) - resident};
}

bool Load::stalls(const Member& member) const {
    return scenario_.stalled && member.room == 0 && member.place + 1 == scenario_.members;
}

bool Load::is_sender(const Member& member) const {
    return member.place < scenario_.senders;
}

void Load::start_senders() {
    const std::uint64_t begin = now_nanoseconds();
    last_delivery_ = begin;
    if (scenario_.pace == Pace::one_at_a_time) return send_burst(rooms_[0][0], begin);
    std::vector<Member*> senders;
    for (auto& room : rooms_)
        for (Member& member : room)
            if (is_sender(member)) senders.push_back(&member);
    if (scenario_.pace == Pace::closed_loop) {
        for (Member* sender : senders) send_burst(*sender, now_nanoseconds());
        return;
    }
    // Spread over the interval, so that the generator itself is no burst.
    const auto interval = in_nanoseconds(1.0 / scenario_.bursts_per_second);
    for (std::size_t i = 0; i < senders.size(); ++i)
        schedule_.push_back({begin + interval * i / senders.size(), senders[i]});
}

void Load::turn_until(std::uint64_t end) {
    std::array<epoll_event, 1024> events;
    while (now_nanoseconds() < end) {
        send_due_bursts();
        const timespec wait = time_until_next(end);
        const int count = ::epoll_pwait2(epoll_, events.data(), events.size(), &wait, nullptr);
        for (int i = 0; i < count; ++i) {
            Member& member = *static_cast<Member*>(events[static_cast<std::size_t>(i)].data.ptr);
            if ((events[static_cast<std::size_t>(i)].events & EPOLLOUT) != 0) {
                member.connection->flush();
                watch_writing(member);
            }
            receive(member);
        }
        check_progress();
        look_at_memory();
    }
}

timespec Load::time_until_next(std::uint64_t end) const {
    const std::uint64_t next = schedule_.empty() ? end : std::min(end, schedule_[next_due_].at);
    const std::uint64_t now = now_nanoseconds();
    const std::uint64_t wait = next <= now ? 0 : next - now;
    return {.tv_sec = static_cast<time_t>(wait / kSecond),
            .tv_nsec = static_cast<long>(wait % kSecond)};
}

void Load::send_due_bursts() {
    if (schedule_.empty()) return;
    const auto interval = in_nanoseconds(1.0 / scenario_.bursts_per_second);
    while (schedule_[next_due_].at <= now_nanoseconds()) {
        Due& due = schedule_[next_due_];
        send_burst(*due.sender, due.at);
        due.at += interval;
        next_due_ = (next_due_ + 1) % schedule_.size();
    }
}

void Load::send_burst(Member& sender, std::uint64_t due) {
    std::string frames;
    for (std::size_t i = 0; i < scenario_.burst; ++i)
        append_text_frame(frames, next_packet(sender, due));
    sender.under_way += scenario_.burst * scenario_.recipients();
    sender.connection->send_frames(frames);
    watch_writing(sender);
}

std::string_view Load::next_packet(Member& sender, std::uint64_t due) {
    Stamp stamp{.room = sender.room, .sender = sender.place, .sequence = 0, .due = due};
    if (!scenario_.unicast) {
        stamp.sequence = sender.sequences[0]++;
        return messages_.relay(stamp);
    }
    sender.recipient = (sender.recipient + 1) % scenario_.members;
    if (sender.recipient == sender.place)
        sender.recipient = (sender.recipient + 1) % scenario_.members;
    stamp.sequence = sender.sequences[sender.recipient]++;
    return messages_.relay(stamp, rooms_[sender.room][sender.recipient].id);
}

void Load::watch_writing(Member& member) {
    const std::uint32_t wanted = member.connection->wants_to_write() ? EPOLLIN | EPOLLOUT : EPOLLIN;
    if (wanted == member.watched) return;
    member.watched = wanted;
    epoll_event event{.events = wanted, .data = {.ptr = &member}};
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, member.connection->fd(), &event);
}

void Load::receive(Member& member) {
    member.connection->receive([&](std::string_view packet) { delivered(member, packet); });
}

// The server may end its patience with one that does not read, and tells the others.
bool Load::is_leave_of_stalled(std::string_view packet) const {
    return scenario_.stalled && packet.starts_with(R"({"client_leave":)") &&
           number_after(packet, R"("id":)") == rooms_[0].back().id;
}

void Load::delivered(Member& receiver, std::string_view packet) {
    if (is_leave_of_stalled(packet)) return;
    const Delivery delivery = read_delivery(packet);
    const Stamp stamp = messages_.check(delivery.text);
    if (stamp.room != receiver.room || stamp.sender >= scenario_.members)
        throw std::runtime_error("a message arrived in another room");
    Member& sender = rooms_[stamp.room][stamp.sender];
    if (delivery.sender != sender.id || &sender == &receiver)
        throw std::runtime_error("a message arrived under another sender");
    if (stamp.sequence != receiver.expected[stamp.sender]++)
        throw std::runtime_error("a message was lost, came twice or overtook another");
    ++deliveries_;
    last_delivery_ = now_nanoseconds();
    latencies_.add(last_delivery_ - stamp.due);
    if (--sender.under_way == 0) sent_on(sender);
}

void Load::sent_on(Member& sender) {
    if (scenario_.pace == Pace::closed_loop) send_burst(sender, last_delivery_);
    if (scenario_.pace != Pace::one_at_a_time) return;
    single_room_ = (single_room_ + 1) % rooms_.size();
    send_burst(rooms_[single_room_][0], last_delivery_);
}

void Load::check_progress() {
    if (now_nanoseconds() - last_delivery_ > kSilence)
        throw std::runtime_error("nothing has arrived for " + std::to_string(kSilence / kSecond) +
                                 " seconds");
}

void Load::look_at_memory() {
    const std::uint64_t now = now_nanoseconds();
    if (now < next_look_) return;
    next_look_ = now + kLookEach;
    most_resident_ = std::max(most_resident_, resident_bytes(server_));
}

}  // namespace keks::bench

// SPDX-License-Identifier: AGPL-3.0-only
#include "relay.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <stdexcept>

namespace keks::bench {
namespace {

constexpr std::size_t kReadBytes = std::size_t{256} * 1024;
constexpr std::size_t kGathered = 64;

std::string frame_of(std::string_view payload, unsigned char opcode = 0x1) {
    std::string frame(1, static_cast<char>(0x80U | opcode));
    const int extended = payload.size() < 126 ? 0 : payload.size() < 65536 ? 2 : 8;
    frame.push_back(static_cast<char>(extended == 0   ? payload.size()
                                      : extended == 2 ? 126U
                                                      : 127U));
    for (int i = extended - 1; i >= 0; --i)
        frame.push_back(static_cast<char>((payload.size() >> (8 * i)) & 0xFFU));
    return frame.append(payload);
}

std::shared_ptr<const std::string> shared_frame(std::string_view payload) {
    return std::make_shared<const std::string>(frame_of(payload));
}

// RFC 6455, section 4.2.2.
std::string accept_value(std::string_view request) {
    constexpr std::string_view kName = "Sec-WebSocket-Key: ";
    const auto from = request.find(kName) + kName.size();
    const std::string keyed = std::string{request.substr(from, request.find('\r', from) - from)} +
                              "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    std::array<unsigned char, SHA_DIGEST_LENGTH> digest;
    SHA1(reinterpret_cast<const unsigned char*>(keyed.data()), keyed.size(), digest.data());
    std::array<unsigned char, 32> text;
    const int size = EVP_EncodeBlock(text.data(), digest.data(), digest.size());
    return {text.begin(), text.begin() + size};
}

std::string_view between(std::string_view text, std::string_view before, std::string_view after) {
    const auto from = text.find(before);
    if (from == std::string_view::npos) return {};
    const auto begin = from + before.size();
    return text.substr(begin, text.find(after, begin) - begin);
}

// In words of eight bytes, as any server would.
void unmask(char* bytes, std::size_t size, const unsigned char* key) {
    std::array<unsigned char, 8> wide;
    for (std::size_t i = 0; i < wide.size(); ++i) wide[i] = key[i % 4];
    std::size_t i = 0;
    for (; i + wide.size() <= size; i += wide.size())
        for (std::size_t j = 0; j < wide.size(); ++j)
            bytes[i + j] = static_cast<char>(static_cast<unsigned char>(bytes[i + j]) ^ wide[j]);
    for (; i < size; ++i)
        bytes[i] = static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ key[i % 4]);
}

}  // namespace

FloorRelay::FloorRelay(std::uint16_t port, Sending sending)
    : sending_(sending),
      listener_(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(listener_, SOMAXCONN) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        throw std::runtime_error("cannot listen on port " + std::to_string(port));
    port_ = ntohs(address.sin_port);
    epoll_event event{.events = EPOLLIN, .data = {.ptr = nullptr}};
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &event);
}

void FloorRelay::run() {
    std::array<epoll_event, 1024> events;
    for (;;) {
        const int count = ::epoll_wait(epoll_, events.data(), events.size(), -1);
        for (int i = 0; i < count; ++i) {
            const auto& event = events[static_cast<std::size_t>(i)];
            auto* client = static_cast<Client*>(event.data.ptr);
            if (client == nullptr) {
                accept_all();
                continue;
            }
            if ((event.events & EPOLLOUT) != 0) flush(*client);
            if (client->fd >= 0 && (event.events & ~EPOLLOUT) != 0) read(*client);
        }
        end_turn();
    }
}

void FloorRelay::accept_all() {
    for (;;) {
        const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) return;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        auto client = std::make_unique<Client>();
        client->fd = fd;
        client->id = next_id_++;
        epoll_event event{.events = EPOLLIN, .data = {.ptr = client.get()}};
        ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
        clients_.emplace(client->id, std::move(client));
    }
}

void FloorRelay::read(Client& client) {
    static std::array<char, kReadBytes> buffer;
    const ssize_t count = ::recv(client.fd, buffer.data(), buffer.size(), 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) return disconnect(client);
    client.in.append(buffer.data(), static_cast<std::size_t>(count));
    take_bytes(client);
}

void FloorRelay::take_bytes(Client& client) {
    if (!client.open && !take_handshake(client)) return;
    std::size_t from = 0;
    while (client.fd >= 0 && take_frame(client, from)) {
    }
    client.in.erase(0, from);
}

bool FloorRelay::take_handshake(Client& client) {
    const auto end = client.in.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    client.open = true;
    const std::string answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: " +
        accept_value(client.in) + "\r\n\r\n";
    client.in.erase(0, end + 4);
    push(client, std::make_shared<const std::string>(answer));
    push(client, shared_frame(R"({"init":{"your_id":)" + std::to_string(client.id) +
                              R"(,"version":"floor"}})"));
    return true;
}

bool FloorRelay::take_frame(Client& client, std::size_t& from) {
    auto* bytes = reinterpret_cast<unsigned char*>(client.in.data()) + from;
    const std::size_t there = client.in.size() - from;
    if (there < 2) return false;
    const std::size_t extended = (bytes[1] & 0x7FU) < 126 ? 0 : (bytes[1] & 0x7FU) == 126 ? 2 : 8;
    const std::size_t head = 2 + extended + 4;
    if (there < head) return false;
    std::size_t length = extended == 0 ? bytes[1] & 0x7FU : 0;
    for (std::size_t i = 0; i < extended; ++i) length = length << 8U | bytes[2 + i];
    if (there - head < length) return false;
    char* payload = client.in.data() + from + head;
    unmask(payload, length, bytes + head - 4);
    from += head + length;
    if ((bytes[0] & 0xFU) == 0x1) take_packet(client, {payload, length});
    if ((bytes[0] & 0xFU) == 0x8) disconnect(client);
    return true;
}

void FloorRelay::take_packet(Client& client, std::string_view packet) {
    constexpr std::string_view kRelay = R"({"relay":{)";
    if (packet.starts_with(kRelay)) return relay(client, packet.substr(kRelay.size()));
    if (packet.starts_with(R"({"join":)")) join(client, between(packet, R"("hash":")", "\""));
}

void FloorRelay::join(Client& client, std::string_view hash) {
    leave(client);
    if (hash.empty()) return;
    client.room = hash;
    auto& members = rooms_[client.room];
    const auto own = shared_frame(R"({"client_join":{"id":)" + std::to_string(client.id) + "}}");
    push(client, own);
    for (Client* member : members) {
        push(*member, own);
        push(client, shared_frame(R"({"client_join":{"id":)" + std::to_string(member->id) + "}}"));
    }
    members.push_back(&client);
}

void FloorRelay::leave(Client& client) {
    const auto room = rooms_.find(client.room);
    if (room == rooms_.end()) return;
    const auto frame = shared_frame(R"({"client_leave":{"id":)" + std::to_string(client.id) + "}}");
    for (Client* member : room->second)  // the one who leaves among them
        if (member->fd >= 0) push(*member, frame);
    std::erase(room->second, &client);
    if (room->second.empty()) rooms_.erase(room);
    client.room.clear();
}

// `body` is the packet behind `{"relay":{`.
void FloorRelay::relay(Client& client, std::string_view body) {
    constexpr std::string_view kRecipient = R"("recipient":)";
    std::uint64_t recipient = 0;
    if (body.starts_with(kRecipient)) {
        std::from_chars(body.data() + kRecipient.size(), body.data() + body.size(), recipient);
        body.remove_prefix(body.find(',') + 1);
    }
    std::string packet = R"({"message":{"sender":)" + std::to_string(client.id) + ",";
    const auto frame = shared_frame(packet.append(body));
    if (recipient != 0) {
        const auto found = clients_.find(recipient);
        if (found != clients_.end()) push(*found->second, frame);
        return;
    }
    for (Client* member : rooms_[client.room])
        if (member != &client) push(*member, frame);
}

void FloorRelay::push(Client& client, const std::shared_ptr<const std::string>& frame) {
    client.out.push_back(frame);
    if (client.waiting) return;
    if (sending_ == Sending::each) return flush(client);
    if (!client.dirty) dirty_.push_back(&client);
    client.dirty = true;
}

void FloorRelay::flush(Client& client) {
    std::array<iovec, kGathered> parts;
    std::size_t done = 0;
    while (client.fd >= 0 && done < client.out.size()) {
        const std::size_t count = std::min(parts.size(), client.out.size() - done);
        for (std::size_t i = 0; i < count; ++i) {
            const std::string& frame = *client.out[done + i];
            const std::size_t skipped = i == 0 ? client.sent_of_first : 0;
            parts[i] = {.iov_base = const_cast<char*>(frame.data()) + skipped,
                        .iov_len = frame.size() - skipped};
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t sent = ::sendmsg(client.fd, &message, MSG_NOSIGNAL);
        if (sent < 0) break;
        client.sent_of_first += static_cast<std::size_t>(sent);
        while (done < client.out.size() && client.sent_of_first >= client.out[done]->size())
            client.sent_of_first -= client.out[done++]->size();
    }
    client.out.erase(client.out.begin(), client.out.begin() + static_cast<std::ptrdiff_t>(done));
    if (client.fd >= 0 && client.waiting == client.out.empty()) watch(client, !client.out.empty());
}

void FloorRelay::end_turn() {
    for (Client* client : dirty_) {
        client->dirty = false;
        if (client->fd >= 0 && !client->waiting) flush(*client);
    }
    dirty_.clear();
    gone_.clear();
}

void FloorRelay::disconnect(Client& client) {
    ::close(client.fd);
    client.fd = -1;
    leave(client);
    const auto node = clients_.extract(client.id);
    gone_.push_back(std::move(node.mapped()));
}

void FloorRelay::watch(Client& client, bool writing) {
    client.waiting = writing;
    epoll_event event{.events = EPOLLIN, .data = {.ptr = &client}};
    if (writing) event.events |= EPOLLOUT;
    ::epoll_ctl(epoll_, EPOLL_CTL_MOD, client.fd, &event);
}

}  // namespace keks::bench

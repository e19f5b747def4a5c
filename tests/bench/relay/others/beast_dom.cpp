// SPDX-License-Identifier: AGPL-3.0-only
// beast-dom-relay: a relay as one writes it first with Boost.Beast: a JSON document for each
// packet, one write at a time for each client. With a number it asks who was silent for so many
// seconds for a sign of life, by Beast's own timers. For comparison only; prints its loopback port.
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using json = nlohmann::ordered_json;  // the sender first, as the generator reads it

class Client;

struct Relay {
    std::chrono::seconds ping_after{0};
    std::uint64_t next_id = 1;
    std::map<std::uint64_t, Client*> clients;
    std::map<std::string, std::set<Client*>> rooms;
};

class Client : public std::enable_shared_from_this<Client> {
  public:
    Client(tcp::socket socket, Relay& relay)
        : stream_(std::move(socket)), relay_(relay), id_(relay.next_id++) {}
    ~Client() { relay_.clients.erase(id_); }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    void start() {
        relay_.clients.emplace(id_, this);
        beast::error_code gone;  // who has left already is found out by the handshake
        stream_.next_layer().set_option(tcp::no_delay(true), gone);
        stream_.read_message_max(std::size_t{16} << 20U);
        if (relay_.ping_after.count() > 0)
            stream_.set_option(websocket::stream_base::timeout{std::chrono::seconds{30},
                                                               relay_.ping_after * 2, true});
        stream_.async_accept([self = shared_from_this()](beast::error_code error) {
            if (error) return;
            self->send({{"init", {{"your_id", self->id_}, {"version", "beast"}}}});
            self->read();
        });
    }

    void send(const json& packet) {
        queue_.push_back(packet.dump());
        if (queue_.size() == 1) write();
    }

  private:
    void read() {
        stream_.async_read(buffer_, [self = shared_from_this()](beast::error_code error, auto) {
            if (error) return self->leave();
            self->take(json::parse(beast::buffers_to_string(self->buffer_.data())));
            self->buffer_.clear();
            self->read();
        });
    }

    void write() {
        stream_.async_write(asio::buffer(queue_.front()),
                            [self = shared_from_this()](beast::error_code error, auto) {
                                if (error) return;
                                self->queue_.pop_front();
                                if (!self->queue_.empty()) self->write();
                            });
    }

    void take(const json& packet) {
        if (packet.contains("join")) join(packet["join"]["hash"]);
        if (packet.contains("relay")) relay(packet["relay"]);
    }

    void join(const json& hash) {
        if (!room_.empty()) send({{"client_leave", {{"id", id_}}}});
        leave();
        if (hash.is_null()) return;
        room_ = hash.get<std::string>();
        auto& members = relay_.rooms[room_];
        send({{"client_join", {{"id", id_}}}});
        for (Client* member : members) {
            member->send({{"client_join", {{"id", id_}}}});
            send({{"client_join", {{"id", member->id_}}}});
        }
        members.insert(this);
    }

    void leave() {
        const auto room = relay_.rooms.find(room_);
        if (room == relay_.rooms.end()) return;
        room->second.erase(this);
        for (Client* member : room->second) member->send({{"client_leave", {{"id", id_}}}});
        if (room->second.empty()) relay_.rooms.erase(room);
        room_.clear();
    }

    void relay(const json& relay) {
        const json packet{{"message", {{"sender", id_}, {"message", relay["message"]}}}};
        if (relay.contains("recipient")) {
            const auto found = relay_.clients.find(relay["recipient"].get<std::uint64_t>());
            if (found != relay_.clients.end()) found->second->send(packet);
            return;
        }
        for (Client* member : relay_.rooms[room_])
            if (member != this) member->send(packet);
    }

    websocket::stream<tcp::socket> stream_;
    beast::flat_buffer buffer_;
    std::deque<std::string> queue_;
    Relay& relay_;
    std::uint64_t id_;
    std::string room_;
};

void accept(tcp::acceptor& acceptor, Relay& relay) {
    acceptor.async_accept([&](beast::error_code error, tcp::socket socket) {
        if (!error) std::make_shared<Client>(std::move(socket), relay)->start();
        accept(acceptor, relay);
    });
}

}  // namespace

int main(int count, char** arguments) {
    asio::io_context context{1};
    Relay relay;
    if (count > 1) relay.ping_after = std::chrono::seconds{std::stoi(arguments[1])};
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    std::printf("listens on %u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
    std::fflush(stdout);
    accept(acceptor, relay);
    context.run();
}

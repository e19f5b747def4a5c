// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// The least that a relay can do: no check of anything, no bound, one thread on epoll. What it
// delivers is what the real server delivers, so that the same generator can measure both.
namespace keks::bench {

// `each`: one call of the system for each recipient and message. `turn`: what a turn of the loop
// has for a client leaves together, and each message is framed once.
enum class Sending { each, turn };

struct Client {
    int fd = -1;
    std::uint64_t id = 0;
    bool open = false;     // the handshake is done
    bool dirty = false;    // has something to be sent at the end of the turn
    bool waiting = false;  // for its socket to take more
    std::string in;
    std::vector<std::shared_ptr<const std::string>> out;
    std::size_t sent_of_first = 0;
    std::string room;
};

class FloorRelay {
  public:
    FloorRelay(std::uint16_t port, Sending sending);

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[noreturn]] void run();

  private:
    void accept_all();
    void read(Client& client);
    void take_bytes(Client& client);
    [[nodiscard]] bool take_handshake(Client& client);
    [[nodiscard]] bool take_frame(Client& client, std::size_t& from);
    void take_packet(Client& client, std::string_view packet);
    void join(Client& client, std::string_view hash);
    void leave(Client& client);
    void relay(Client& client, std::string_view body);
    void push(Client& client, const std::shared_ptr<const std::string>& frame);
    void flush(Client& client);
    void end_turn();
    void disconnect(Client& client);
    void watch(Client& client, bool writing);

    Sending sending_;
    int listener_;
    int epoll_;
    std::uint16_t port_;
    std::uint64_t next_id_ = 1;
    std::map<std::uint64_t, std::unique_ptr<Client>> clients_;
    std::map<std::string, std::vector<Client*>, std::less<>> rooms_;
    std::vector<Client*> dirty_;
    std::vector<std::unique_ptr<Client>> gone_;  // until the turn ends
};

}  // namespace keks::bench

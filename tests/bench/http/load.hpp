// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace keks::bench {

struct HttpCase {
    std::uint16_t port;
    std::string target;
    bool keep_alive;      // false: a connection for each request
    std::string status;   // that every answer has: "200"
    std::string headers;  // more of the request, each with its line end
};

struct HttpResult {
    std::uint64_t requests;
    std::size_t body_bytes;  // of one answer
    double seconds;          // that passed
    double cpu_seconds;      // of the server
};

// One connection of the load, on which one request is under way.
struct HttpClient {
    int fd = -1;
    std::string answer;  // what has come of it
};

// A closed loop of several clients. Every answer is checked: its status, and its body against that
// of the first. Throws std::runtime_error for one that is wrong or does not come.
class HttpLoad {
  public:
    explicit HttpLoad(HttpCase one);
    ~HttpLoad();
    HttpLoad(const HttpLoad&) = delete;
    HttpLoad& operator=(const HttpLoad&) = delete;

    [[nodiscard]] HttpResult run(pid_t server, double warm_up_seconds, double seconds);

  private:
    void connect(std::size_t place);
    void ask(HttpClient& client);
    void turn_until(std::uint64_t end);
    void receive(std::size_t place);
    // True if the answer is there as a whole.
    [[nodiscard]] bool check(std::string_view answer);
    void next(std::size_t place);

    HttpCase case_;
    std::string request_;
    int epoll_;
    std::vector<HttpClient> clients_;
    bool seen_ = false;
    std::string body_;  // of the first answer
    std::uint64_t requests_ = 0;
    std::uint64_t last_answer_ = 0;
};

}  // namespace keks::bench

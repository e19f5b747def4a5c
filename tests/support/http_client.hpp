// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/socket.hpp"

namespace keks::test {

struct HttpResponse {
    int status = 0;
    std::string version;                                       // "HTTP/1.1"
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in order
    std::string body;

    // The value of a header that is there once; empty where it is not there. Twice is a failure.
    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const;
};

// How long the body is may depend on the request.
enum class Asked { by_get, by_head };

// One connection, over which any bytes can be sent.
class HttpConnection {
  public:
    explicit HttpConnection(const Address& address, const SocketOptions& options = {},
                            Where where = Where::current());

    // False: the server ended the connection before it had taken everything.
    bool send(std::string_view bytes, Where where = Where::current());

    // The next answer; the connection must not end before.
    [[nodiscard]] HttpResponse response(Asked asked = Asked::by_get,
                                        Where where = Where::current());

    // The next answer, or none if the connection ends instead.
    [[nodiscard]] std::optional<HttpResponse> response_or_end(Asked asked = Asked::by_get,
                                                              Where where = Where::current());

    // Waits for the end of the connection, with nothing more before it.
    void expect_end(Where where = Where::current());

    // GET with a Host; `more` are further header lines, each with its CRLF.
    [[nodiscard]] HttpResponse get(std::string_view target, std::string_view more = {},
                                   Where where = Where::current());

    [[nodiscard]] Socket& socket() { return socket_; }

  private:
    [[nodiscard]] bool read_more(const Deadline& deadline, const Where& where);
    [[nodiscard]] std::string take(std::size_t count, const Deadline& deadline, const Where& where);
    [[nodiscard]] std::string take_line(const Deadline& deadline, const Where& where);
    [[nodiscard]] std::string take_chunks(const Deadline& deadline, const Where& where);
    void read_body(HttpResponse& response, Asked asked, const Deadline& deadline,
                   const Where& where);

    Socket socket_;
    std::string buffer_;
};

// One request on a connection of its own.
[[nodiscard]] HttpResponse http_get(const Address& address, std::string_view target,
                                    std::string_view more = {}, Where where = Where::current());

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/system/error_code.hpp>
#include <optional>
#include <string_view>

#include "server/config/config.hpp"
#include "server/http/response.hpp"
#include "server/net/socket.hpp"

namespace keks::server {

// One request after another out of what a connection receives, head and body bounded (RFC 9112).
class RequestReader {
  public:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

    // `limits` outlive it.
    explicit RequestReader(const Config::Limits& limits);

    // Begins with the next request.
    void begin();

    // Takes what is there, which may be nothing, and does not wait. `eof` at the end of what the
    // client sends; `buffer_overflow` (of Beast) for a request that is larger than all that it may
    // have.
    [[nodiscard]] boost::system::error_code receive(Socket& socket);

    // Reads on in what was received: the head alone before that has been looked at. `need_more` (of
    // Beast) until the request is whole.
    [[nodiscard]] boost::system::error_code parse();

    // What becomes of a request of which the rest never comes.
    [[nodiscard]] boost::system::error_code end_of_stream();

    // Whether something of the next request was received. Empty lines in front of it are nothing
    // (RFC 9112, section 2.2).
    [[nodiscard]] bool has_begun();

    // Whether the client waits for a word before it sends the body (RFC 9110, section 10.1.1).
    [[nodiscard]] bool expects_continue() const;

    // What was received and belongs to no request yet.
    [[nodiscard]] std::string_view unread() const;

    // Of the request that begin() was for.
    [[nodiscard]] const Parser& parser() const { return *parser_; }
    [[nodiscard]] const boost::beast::http::request_header<>& head() const {
        return parser_->get();
    }

    // The answer to a request of which receive(), parse() or end_of_stream() told an error.
    [[nodiscard]] Response refusal(boost::system::error_code error) const;

  private:
    [[nodiscard]] boost::system::error_code take_bytes();
    [[nodiscard]] boost::system::error_code check_head() const;
    [[nodiscard]] bool request_line_too_long() const;

    const Config::Limits& limits_;
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
};

}  // namespace keks::server

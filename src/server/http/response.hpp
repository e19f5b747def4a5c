// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace keks::server {

// Text that either lives in static memory (or with Response::keeps), or belongs to its holder.
class Text {
  public:
    Text() = default;
    Text(std::string_view lasting) : text_{lasting} {}
    Text(const char* lasting) : text_{std::string_view{lasting}} {}
    Text(std::string owned) : text_{std::move(owned)} {}

    [[nodiscard]] std::string_view view() const {
        return std::visit([](const auto& text) { return std::string_view{text}; }, text_);
    }

  private:
    std::variant<std::string_view, std::string> text_;
};

struct Header {
    std::string_view name;
    Text value;
};

// An answer, complete but for what the connection knows, Date and Connection, and for the security
// headers, which all have.
struct Response {
    unsigned status = 200;
    // No name comes twice; Content-Length is not here but below.
    std::vector<Header> headers;
    // The value of Content-Length; for HEAD that of the body which GET would have. None: the answer
    // has no such header and no body (304).
    std::optional<std::size_t> content_length;
    Text body;  // empty for HEAD and 304
    // What views in here point into, if it is not static.
    std::shared_ptr<const void> keeps;
};

// The reason phrase of a status that this server answers with, such as "Not Found".
[[nodiscard]] std::string_view reason_phrase(unsigned status);

struct SecurityHeader {
    std::string_view name;
    std::string_view value;
};

// Goes with every answer (serialize_head), the WebSocket handshake included: no third party, no
// inline script, no framing, no referrer, devices for this origin alone.
[[nodiscard]] std::span<const SecurityHeader> security_headers();

// An answer without header fields yet.
[[nodiscard]] Response make_response(unsigned status);

// An answer with a sentence of plain text, for what never reaches the router (400, 408, 413, 414,
// 431, 503) and for the router's own refusals. `sentence` repeats nothing that a stranger sent.
[[nodiscard]] Response error_response(unsigned status, std::string sentence);

// The same answer to a HEAD request: Content-Length stays, the body goes.
void drop_body(Response& response);

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "support/http_client.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace keks::test {
namespace {

std::string lower_case(std::string_view text) {
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::size_t number_in(std::string_view text, int base, const Where& where) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    if (error != std::errc{} || end != text.data() + text.size()) {
        fail(where, "no length: " + std::string{text});
    }
    return number;
}

HttpResponse read_status(const std::string& line, const Where& where) {
    HttpResponse response;
    if (line.size() < 13 || !line.starts_with("HTTP/1.") || line[8] != ' ' || line[12] != ' ') {
        fail(where, "no status line: " + line);
    }
    response.version = line.substr(0, 8);
    response.status = static_cast<int>(number_in(line.substr(9, 3), 10, where));
    return response;
}

}  // namespace

bool HttpResponse::has(std::string_view name) const {
    return std::any_of(headers.begin(), headers.end(),
                       [&](const auto& header) { return header.first == name; });
}

std::string HttpResponse::header(std::string_view name) const {
    std::string value;
    bool seen = false;
    for (const auto& [header_name, header_value] : headers) {
        if (header_name != name) continue;
        if (seen) fail(Where::current(), "twice: " + header_name);
        seen = true;
        value = header_value;
    }
    return value;
}

HttpConnection::HttpConnection(const Address& address, const SocketOptions& options, Where where)
    : socket_(address, options, where) {}

bool HttpConnection::send(std::string_view bytes, Where where) {
    const Deadline deadline;
    bool reading = true;
    while (!bytes.empty()) {
        if (deadline.passed()) fail(where, "the server does not read");
        if (reading) reading = socket_.read_some(buffer_, Deadline{{}}) != Arrival::end;
        const auto before = bytes.size();
        if (!socket_.send_some(bytes)) return false;
        if (bytes.size() == before) socket_.await(reading, true, deadline);
    }
    return true;
}

bool HttpConnection::read_more(const Deadline& deadline, const Where& where) {
    const auto arrival = socket_.read_some(buffer_, deadline);
    if (arrival == Arrival::nothing) fail(where, "the server is silent; so far: " + buffer_);
    return arrival == Arrival::data;
}

std::string HttpConnection::take(std::size_t count, const Deadline& deadline, const Where& where) {
    while (buffer_.size() < count) {
        if (!read_more(deadline, where)) fail(where, "ended within an answer: " + buffer_);
    }
    auto taken = buffer_.substr(0, count);
    buffer_.erase(0, count);
    return taken;
}

std::string HttpConnection::take_line(const Deadline& deadline, const Where& where) {
    std::size_t end = buffer_.find("\r\n");
    for (; end == std::string::npos; end = buffer_.find("\r\n")) {
        if (!read_more(deadline, where)) fail(where, "ended within a line: " + buffer_);
    }
    auto line = take(end + 2, deadline, where);
    line.resize(end);
    return line;
}

std::string HttpConnection::take_chunks(const Deadline& deadline, const Where& where) {
    std::string body;
    for (;;) {
        const auto size = number_in(take_line(deadline, where), 16, where);
        body += take(size, deadline, where);
        if (!take_line(deadline, where).empty()) fail(where, "a chunk that does not end");
        if (size == 0) return body;
    }
}

void HttpConnection::read_body(HttpResponse& response, Asked asked, const Deadline& deadline,
                               const Where& where) {
    const int status = response.status;
    if (asked == Asked::by_head || status < 200 || status == 204 || status == 304) return;
    if (response.has("transfer-encoding")) {
        response.body = take_chunks(deadline, where);
    } else if (response.has("content-length")) {
        const auto length = number_in(response.header("content-length"), 10, where);
        response.body = take(length, deadline, where);
    } else {
        fail(where, "an answer without a length");
    }
}

std::optional<HttpResponse> HttpConnection::response_or_end(Asked asked, Where where) {
    const Deadline deadline;
    while (buffer_.empty()) {
        if (!read_more(deadline, where)) return std::nullopt;
    }
    auto response = read_status(take_line(deadline, where), where);
    for (auto line = take_line(deadline, where); !line.empty(); line = take_line(deadline, where)) {
        const auto colon = line.find(':');
        if (colon == std::string::npos) fail(where, "no header: " + line);
        response.headers.emplace_back(lower_case(line.substr(0, colon)),
                                      trimmed(std::string_view{line}.substr(colon + 1)));
    }
    read_body(response, asked, deadline, where);
    return response;
}

HttpResponse HttpConnection::response(Asked asked, Where where) {
    auto answer = response_or_end(asked, where);
    if (!answer) fail(where, "the connection ended without an answer");
    return *answer;
}

void HttpConnection::expect_end(Where where) {
    const Deadline deadline;
    while (buffer_.empty()) {
        if (!read_more(deadline, where)) return;
    }
    fail(where, "more on the connection: " + buffer_);
}

HttpResponse HttpConnection::get(std::string_view target, std::string_view more, Where where) {
    send("GET " + std::string{target} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{more} +
             "\r\n",
         where);
    return response(Asked::by_get, where);
}

HttpResponse http_get(const Address& address, std::string_view target, std::string_view more,
                      Where where) {
    return HttpConnection{address, {}, where}.get(target, more, where);
}

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/request_reader.hpp"

#include <algorithm>
#include <boost/beast/http/error.hpp>

#include "server/net/request_checks.hpp"

namespace keks::server {
namespace {

namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kOneRead = 4096;

}  // namespace

RequestReader::RequestReader(const Config::Limits& limits) : limits_(limits) {
    buffer_.max_size(
        std::max(kOneRead, limits.request_line_bytes + limits.header_bytes + limits.body_bytes));
}

void RequestReader::begin() {
    const std::size_t head = limits_.request_line_bytes + limits_.header_bytes;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(head));
    parser_->body_limit(limits_.body_bytes);
}

error_code RequestReader::receive(Socket& socket) {
    const std::size_t left = buffer_.max_size() - buffer_.size();
    if (left == 0) return http::error::buffer_overflow;
    const auto room = buffer_.prepare(std::min(left, kOneRead));
    const auto [error, bytes] = socket.receive({static_cast<char*>(room.data()), room.size()});
    buffer_.commit(bytes);
    return error;
}

error_code RequestReader::parse() {
    if (!parser_->is_header_done()) {
        error_code error = take_bytes();
        if (!error) error = check_head();
        if (error) return error;
        parser_->eager(true);
    }
    if (parser_->is_done()) return {};
    if (buffer_.size() == 0) return http::error::need_more;
    const error_code error = take_bytes();
    return error || parser_->is_done() ? error : http::error::need_more;
}

error_code RequestReader::take_bytes() {
    error_code error;
    buffer_.consume(parser_->put(buffer_.data(), error));
    return error;
}

error_code RequestReader::end_of_stream() {
    if (!parser_->got_some()) return http::error::end_of_stream;
    error_code error;
    parser_->put_eof(error);
    return error;
}

error_code RequestReader::check_head() const {
    const bool fits = field_bytes(parser_->get()) <= limits_.header_bytes;
    if (!fits || request_line_too_long()) return http::error::header_limit;
    if (!is_sound(parser_->get(), parser_->chunked())) return http::error::bad_value;
    return {};
}

bool RequestReader::has_begun() {
    while (unread().starts_with("\r\n")) buffer_.consume(2);
    return !unread().empty() && unread() != "\r";
}

bool RequestReader::expects_continue() const {
    constexpr unsigned kHttp11 = 11;
    return parser_->is_header_done() && head().version() >= kHttp11 &&
           boost::beast::iequals(head()[http::field::expect], "100-continue");
}

std::string_view RequestReader::unread() const {
    return {static_cast<const char*>(buffer_.data().data()), buffer_.size()};
}

bool RequestReader::request_line_too_long() const {
    return request_line_bytes(parser_->get()) > limits_.request_line_bytes;
}

Response RequestReader::refusal(error_code error) const {
    if (error == http::error::body_limit)
        return error_response(413, "The request's body is too large.");
    if (error != http::error::header_limit && error != http::error::buffer_overflow)
        return error_response(400, "This is not an HTTP/1.1 request.");
    // The parser takes the request line as soon as it is whole.
    const bool has_line = !parser_->get().target().empty();
    const bool long_line =
        has_line ? request_line_too_long() : unread().find('\n') > limits_.request_line_bytes;
    if (long_line) return error_response(414, "The request line is too long.");
    return error_response(431, "The request's header fields are too large.");
}

}  // namespace keks::server

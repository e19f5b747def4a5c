// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/beast/http/message.hpp>
#include <cstddef>
#include <string>

namespace keks::server {

using RequestHeader = boost::beast::http::header<true, boost::beast::http::fields>;

// Whether a request that Beast's parser let pass keeps those rules that the parser leaves to us:
// exactly one Host (RFC 9112, section 3.2), an end that its transfer coding tells, which smuggling
// lives on (section 6.3), and, towards a WebSocket, a key of 16 bytes (RFC 6455, section 4.2.1).
// `chunked`: the last transfer coding is.
[[nodiscard]] bool is_sound(const RequestHeader& request, bool chunked);

// The bytes of the request line and of the header fields, as they would be written.
[[nodiscard]] std::size_t request_line_bytes(const RequestHeader& request);
[[nodiscard]] std::size_t field_bytes(const RequestHeader& request);

// The values of all fields of this name as one (RFC 9110, section 5.3).
[[nodiscard]] std::string joined(const RequestHeader& request, boost::beast::http::field name);

}  // namespace keks::server

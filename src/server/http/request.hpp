// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string_view>

namespace keks::server {

// What routing needs of an HTTP request. Views into the caller's buffer. A header that was sent on
// several lines is given joined by commas (RFC 9110, section 5.3); an absent one is empty.
struct Request {
    std::string_view method;
    std::string_view target;  // as on the request line: `/path?query` or `http://host/path`
    std::string_view accept_encoding;
    std::string_view if_none_match;
};

}  // namespace keks::server

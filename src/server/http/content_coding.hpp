// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string_view>

#include "server/assets/asset_store.hpp"

namespace keks::server {

// One form of an asset, and what Content-Encoding says of it: `br`, `gzip`, or nothing.
struct Coded {
    const Encoded* content;
    std::string_view coding;
};

// The form that an Accept-Encoding field (RFC 9110, section 12.5.3) likes best; of several that it
// likes equally br, then gzip, then identity. An empty field asks for identity. No content if the
// field refuses all there are. Entries that make no sense are ignored.
[[nodiscard]] Coded choose_coding(const Asset& asset, std::string_view accept_encoding);

}  // namespace keks::server

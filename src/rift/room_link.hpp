// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "client/server_uri.hpp"

namespace keks::rift {

/** The link by which a browser comes into the room (protocol section 8): the secret is behind `#`,
 * which browsers do not send. */
[[nodiscard]] std::string room_link(const client::ServerUri& server, std::string_view secret);

/** The secret in a link such as `https://meet.example.org/room#name?params`; other text as it is.
 */
[[nodiscard]] std::string secret_in(std::string_view text);

/** The server of such a link; nothing for other text, and for links of another shape. */
[[nodiscard]] std::optional<client::ServerUri> server_in(std::string_view text);

/** Whether it is one of which what is behind `#` is missing, as where a shell took it away. */
[[nodiscard]] bool is_link_without_secret(std::string_view text);

/** A QR code of text, two modules above each other in each character, light on dark. Nothing if
 * there is no code that long. */
[[nodiscard]] std::optional<std::string> qr_code(const std::string& text);

}  // namespace keks::rift

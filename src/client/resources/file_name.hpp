// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>

namespace keks::client {

/**
 * A name that is safe to be shown, and to be saved on any system, made from one that a peer chose:
 * without parts of a path, controls, bidi overrides and names of devices, neither hidden nor empty,
 * at most 200 bytes of UTF-8, with its extension kept. The web client does the same
 * (web/src/protocol/file-name.ts); tests/vectors/file-name.json holds both to it.
 */
[[nodiscard]] std::string safe_file_name(std::string_view name);

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>

namespace keks::client {

/**
 * An image without what was written beside the picture: where and when it was taken and by whom,
 * thumbnails, comments, and whatever follows its end. Nothing is decoded, and the picture stays bit
 * by bit; so do colour profiles, and which way up a JPEG is to be shown.
 *
 * JPEG (ITU-T T.81), PNG (third edition) and WebP (RFC 9649); what is something else is returned as
 * it is, and so is, of one that is damaged, all from the damage on.
 */
[[nodiscard]] std::string without_metadata(std::string_view image);

}  // namespace keks::client

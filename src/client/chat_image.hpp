// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <span>
#include <string>

#include "client/relay_message.hpp"

namespace keks::client {

/** Bytes of an image that can be said: with its head, its data: URL is within
 * relay_limits::own_image. */
inline constexpr std::size_t most_image_bytes = (relay_limits::own_image - 64) / 4 * 3;

enum class ImageFault {
    too_large,
    unknown_kind,  // neither PNG, JPEG, WebP nor GIF: others would not take it
};

/** The data: URL of an image, whose kind its first bytes say, without what a camera wrote beside
 * the picture (`without_metadata`). */
[[nodiscard]] boost::system::result<std::string, ImageFault> image_url(
    std::span<const std::byte> bytes);

}  // namespace keks::client

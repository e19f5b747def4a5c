// SPDX-License-Identifier: AGPL-3.0-only
#include "client/chat_image.hpp"

#include <string_view>

#include "client/image_metadata.hpp"
#include "crypto/base64.hpp"

namespace keks::client {
namespace {

using namespace std::string_view_literals;

// The beginnings are those of the formats' own specifications (PNG, JFIF and Exif, GIF89a, RIFF).
std::string_view kind_of(std::string_view bytes) {
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "png";
    if (bytes.starts_with("\xff\xd8\xff"sv)) return "jpeg";
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return "gif";
    constexpr std::size_t kFormOfRiff = 8;
    const bool is_webp = bytes.starts_with("RIFF"sv) && bytes.size() > kFormOfRiff &&
                         bytes.substr(kFormOfRiff).starts_with("WEBP"sv);
    return is_webp ? "webp"sv : ""sv;
}

}  // namespace

boost::system::result<std::string, ImageFault> image_url(std::span<const std::byte> bytes) {
    if (bytes.size() > most_image_bytes) return ImageFault::too_large;
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    const auto kind = kind_of(text);
    if (kind.empty()) return ImageFault::unknown_kind;
    return "data:image/" + std::string{kind} + ";base64," +
           crypto::to_base64(without_metadata(text));
}

}  // namespace keks::client

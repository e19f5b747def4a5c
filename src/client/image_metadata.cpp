// SPDX-License-Identifier: AGPL-3.0-only
// What stays is listed, not what goes: cameras write more than any list of ours would name.
#include "client/image_metadata.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace keks::client {
namespace {

using namespace std::string_view_literals;

enum class Order { big, little };

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t length, Order order) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < length; ++i) {
        const auto place = order == Order::big ? at + i : at + length - 1 - i;
        value = value << 8U | static_cast<unsigned char>(bytes[place]);
    }
    return value;
}

constexpr std::string_view kExif = "Exif\0\0"sv;

/** The orientation, 1 to 8, in the first directory of Exif data (a TIFF file), if it says one. */
std::optional<std::uint32_t> orientation_in(std::string_view tiff) {
    constexpr std::size_t kHead = 8;
    constexpr std::size_t kEntry = 12;
    constexpr std::uint32_t kOrientation = 0x0112;
    if (tiff.size() < kHead) return std::nullopt;
    const auto order = tiff.starts_with("MM"sv) ? Order::big : Order::little;
    const std::size_t directory = number(tiff, 4, 4, order);
    if (directory > tiff.size() || tiff.size() - directory < 2) return std::nullopt;
    auto entries = tiff.substr(directory + 2);
    const auto count = number(tiff, directory, 2, order);
    for (std::uint32_t i = 0; i < count && entries.size() >= kEntry; ++i) {
        const auto value = number(entries, 8, 2, order);
        if (number(entries, 0, 2, order) == kOrientation && value >= 1 && value <= 8) return value;
        entries.remove_prefix(kEntry);
    }
    return std::nullopt;
}

/** A JPEG segment of Exif data that says the orientation and nothing else. */
std::string orientation_segment(std::uint32_t orientation) {
    std::string segment{
        "\xff\xe1\x00\x22"
        "Exif\0\0"
        "MM\0\x2a\0\0\0\x08"              // big endian; the directory follows
        "\0\x01\x01\x12\0\x03\0\0\0\x01"  // one entry, of one short number
        "\0\0\0\0"                        // which is this
        "\0\0\0\0"sv};                    // and no other directory
    constexpr std::size_t kValue = 29;
    segment[kValue] = static_cast<char>(orientation);
    return segment;
}

// Of the marker segments that applications define: the head of JFIF, colour profiles, and which
// colours Adobe means.
bool stays_in_jpeg(unsigned char marker, std::string_view content) {
    constexpr unsigned char kApp0 = 0xe0;
    constexpr unsigned char kApp2 = 0xe2;
    constexpr unsigned char kApp14 = 0xee;
    constexpr unsigned char kApp15 = 0xef;
    constexpr unsigned char kComment = 0xfe;
    if (marker == kApp0) return content.starts_with("JFIF\0"sv);
    if (marker == kApp2) return content.starts_with("ICC_PROFILE\0"sv);
    if (marker == kApp14) return content.starts_with("Adobe"sv);
    return marker != kComment && (marker < kApp0 || marker > kApp15);
}

/** Bytes of what a scan's head is followed by, up to the next marker that is not of the scan. */
std::size_t length_of_scan(std::string_view bytes) {
    for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
        const auto next = static_cast<unsigned char>(bytes[at + 1]);
        const bool is_restart = next >= 0xd0 && next <= 0xd7;
        if (bytes[at] == '\xff' && next != 0 && next != 0xff && !is_restart) return at;
    }
    return bytes.size();
}

// Any marker may come after any number of these (section B.1.1.2).
void skip_fill(std::string_view& rest) {
    while (rest.starts_with("\xff\xff"sv)) rest.remove_prefix(1);
}

std::string jpeg(std::string_view rest) {
    constexpr unsigned char kEnd = 0xd9;
    constexpr unsigned char kScan = 0xda;
    std::string kept{rest.substr(0, 2)};
    rest.remove_prefix(2);
    for (skip_fill(rest); rest.size() >= 4 && rest[0] == '\xff'; skip_fill(rest)) {
        const auto marker = static_cast<unsigned char>(rest[1]);
        const std::size_t length = 2 + number(rest, 2, 2, Order::big);
        if (marker == kEnd || length < 4 || length > rest.size()) break;
        const auto content = rest.substr(4, length - 4);
        if (stays_in_jpeg(marker, content)) {
            kept += rest.substr(0, length);
        } else if (content.starts_with(kExif)) {
            const auto orientation = orientation_in(content.substr(kExif.size()));
            if (orientation && *orientation != 1) kept += orientation_segment(*orientation);
        }
        rest.remove_prefix(length);
        if (marker != kScan) continue;
        const auto scan = length_of_scan(rest);
        kept += rest.substr(0, scan);
        rest.remove_prefix(scan);
    }
    // Behind the end further pictures may follow, each with metadata of its own.
    const bool ends = rest.starts_with("\xff\xd9"sv);
    return kept += ends ? rest.substr(0, 2) : rest;
}

// Those that a picture cannot do without begin with a capital letter.
bool stays_in_png(std::string_view type) {
    constexpr std::array kept{"tRNS"sv, "gAMA"sv, "cHRM"sv, "sRGB"sv, "iCCP"sv, "cICP"sv,
                              "mDCV"sv, "cLLI"sv, "sBIT"sv, "bKGD"sv, "hIST"sv, "pHYs"sv,
                              "sPLT"sv, "acTL"sv, "fcTL"sv, "fdAT"sv};
    constexpr char kAncillary = 0x20;
    return (type[0] & kAncillary) == 0 || std::ranges::find(kept, type) != kept.end();
}

std::string png(std::string_view rest) {
    constexpr std::size_t kSignature = 8;
    constexpr std::size_t kAround = 12;  // length, type and checksum
    std::string kept{rest.substr(0, kSignature)};
    rest.remove_prefix(kSignature);
    while (rest.size() >= kAround) {
        const std::size_t length = kAround + std::size_t{number(rest, 0, 4, Order::big)};
        if (length > rest.size()) break;
        const auto type = rest.substr(4, 4);
        if (stays_in_png(type)) kept += rest.substr(0, length);
        if (type == "IEND"sv) return kept;
        rest.remove_prefix(length);
    }
    return kept += rest;
}

bool stays_in_webp(std::string_view type) {
    constexpr std::array kept{"VP8 "sv, "VP8L"sv, "VP8X"sv, "ALPH"sv, "ANIM"sv, "ANMF"sv, "ICCP"sv};
    return std::ranges::find(kept, type) != kept.end();
}

std::string webp(std::string_view whole) {
    constexpr std::size_t kRiff = 8;   // type and length
    constexpr std::size_t kHead = 12;  // and the form
    constexpr unsigned char kMetadataFlags = 0x08 | 0x04;
    const std::size_t said = kRiff + std::size_t{number(whole, 4, 4, Order::little)};
    auto rest = whole.substr(0, std::max(kHead, said)).substr(kHead);
    std::string kept{whole.substr(0, kHead)};
    while (rest.size() >= kRiff) {
        const std::size_t content = number(rest, 4, 4, Order::little);
        const auto length = kRiff + content + content % 2;
        if (length > rest.size()) break;
        if (stays_in_webp(rest.substr(0, 4))) {
            const auto at = kept.size();
            kept += rest.substr(0, length);
            if (rest.starts_with("VP8X"sv) && content > 0)
                kept[at + kRiff] = static_cast<char>(kept[at + kRiff] & ~kMetadataFlags);
        }
        rest.remove_prefix(length);
    }
    kept += rest;
    const auto length = kept.size() - kRiff;
    for (std::size_t i = 0; i < 4; ++i) kept[4 + i] = static_cast<char>(length >> (8 * i));
    return kept;
}

}  // namespace

std::string without_metadata(std::string_view image) {
    constexpr std::size_t kFormOfRiff = 8;
    if (image.starts_with("\xff\xd8\xff"sv)) return jpeg(image);
    if (image.starts_with("\x89PNG\r\n\x1a\n"sv)) return png(image);
    if (image.starts_with("RIFF"sv) && image.size() > kFormOfRiff &&
        image.substr(kFormOfRiff).starts_with("WEBP"sv))
        return webp(image);
    return std::string{image};
}

}  // namespace keks::client

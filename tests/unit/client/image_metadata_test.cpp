// SPDX-License-Identifier: AGPL-3.0-only
#include "client/image_metadata.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace {

using keks::client::without_metadata;
using namespace std::string_literals;
using namespace std::string_view_literals;

std::string bytes_of(std::size_t number, int count, bool big) {
    std::string bytes;
    for (int i = 0; i < count; ++i)
        bytes += static_cast<char>(number >> (8 * (big ? count - 1 - i : i)));
    return bytes;
}

std::string segment(char marker, std::string_view content) {
    return "\xff"s + marker + bytes_of(content.size() + 2, 2, true) + std::string{content};
}

std::string png_chunk(std::string_view type, std::string_view content) {
    return bytes_of(content.size(), 4, true) + std::string{type} + std::string{content} + "crc!";
}

std::string riff_chunk(std::string_view type, std::string_view content) {
    auto chunk = std::string{type} + bytes_of(content.size(), 4, false) + std::string{content};
    return content.size() % 2 == 0 ? chunk : chunk + '\0';
}

std::string webp(const std::string& chunks) {
    return "RIFF" + bytes_of(chunks.size() + 4, 4, false) + "WEBP" + chunks;
}

// Two scans with a restart marker, a stuffed byte and a fill byte.
const auto jfif = segment('\xe0', "JFIF\0\x01\x02"sv);
const auto icc = segment('\xe2', "ICC_PROFILE\0\x01\x01 colours"sv);
const auto picture = segment('\xdb', "table") + segment('\xda', "head") +
                     "a\xff\0b\xff\xd3"
                     "c"s +
                     segment('\xda', "head") + "d\xff\0"s + "\xff\xd9";

std::string exif(std::string_view tiff) {
    return segment('\xe1', std::string{"Exif\0\0"sv}.append(tiff));
}

// A JPEG of this and the picture.
std::string jpeg(std::string_view before) {
    return std::string{"\xff\xd8"}.append(before).append(picture);
}

TEST(ImageMetadata, of_a_jpeg_goes_and_the_picture_stays) {
    const auto told = "\xff\xd8" + jfif +
                      segment('\xe1', "Exif\0\0MM nonsense, and where it was"sv) +
                      segment('\xe1', "http://ns.adobe.com/xap/1.0/\0 who") +
                      segment('\xed', "Photoshop 3.0") + segment('\xfe', "a comment") + icc +
                      segment('\xe2', "MPF\0"sv) + picture + "\xff\xd8 a second picture";
    EXPECT_EQ(without_metadata(told), "\xff\xd8" + jfif + icc + picture);
}

TEST(ImageMetadata, says_which_way_up_a_jpeg_is_in_either_order_of_bytes) {
    const auto big =
        "MM\0\x2a\0\0\0\x08\0\x02\x01\x0f\0\x02\0\0\0\x01\0\0\0\0"
        "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0 and a camera"s;
    const auto little = "II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0 and a camera"s;
    const auto expected = "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"s;
    for (const auto& tiff : {big, little})
        EXPECT_EQ(without_metadata(jpeg(exif(tiff))), jpeg(exif(expected)));
}

TEST(ImageMetadata, of_a_jpeg_goes_though_other_bytes_fill_it_before_its_markers) {
    const std::string fill = "\xff\xff\xff";
    const std::string image =
        jpeg(fill + segment('\xfe', "a comment") + fill + exif("MM nonsense"));
    EXPECT_EQ(without_metadata(image), jpeg(""));
}

TEST(ImageMetadata, of_a_png_goes_and_the_picture_stays) {
    const auto head = "\x89PNG\r\n\x1a\n"s + png_chunk("IHDR", "13 bytes") + png_chunk("iCCP", "c");
    const auto data = png_chunk("IDAT", "picture");
    const auto end = png_chunk("IEND", "");
    EXPECT_EQ(without_metadata(head + png_chunk("eXIf", "where") + png_chunk("tEXt", "who") + data +
                               png_chunk("iTXt", "who") + png_chunk("zTXt", "who") +
                               png_chunk("tIME", "when") + end + "more"),
              head + data + end);
}

TEST(ImageMetadata, of_a_webp_goes_and_its_head_says_so) {
    const auto data = riff_chunk("VP8 ", "odd");
    EXPECT_EQ(without_metadata(webp(riff_chunk("VP8X", "\x2c\0\0\0"sv) + data +
                                    riff_chunk("EXIF", "where") + riff_chunk("XMP ", "who")) +
                               "more"),
              webp(riff_chunk("VP8X", "\x20\0\0\0"sv) + data));
}

TEST(ImageMetadata, is_not_looked_for_in_what_is_something_else) {
    for (const auto bytes : {""sv, "GIF89a"sv, "RIFF\4\0\0\0WAVE"sv, "RIFF"sv, "\xff\xd8"sv})
        EXPECT_EQ(without_metadata(bytes), bytes);
}

// Whatever it is cut down to, no more comes out than went in, and what is whole is not touched.
TEST(ImageMetadata, of_what_is_damaged_is_looked_for_up_to_there) {
    const auto wholes = {"\xff\xd8" + jfif + icc + picture,
                         "\x89PNG\r\n\x1a\n"s + png_chunk("IHDR", "x") + png_chunk("IEND", "")};
    for (const auto& whole : wholes)
        for (std::size_t length = 0; length <= whole.size(); ++length)
            EXPECT_EQ(without_metadata(whole.substr(0, length)), whole.substr(0, length)) << length;
    const auto image = webp(riff_chunk("VP8X", "\x20\0\0\0"sv) + riff_chunk("VP8L", "odd"));
    for (std::size_t length = 0; length <= image.size(); ++length)
        EXPECT_EQ(without_metadata(image.substr(0, length)).size(), length);
    for (const auto& tiff : {"MM\0\x2a\xff\xff\xff\xff"s, "MM\0\x2a\0\0\0\x08"s, "II"s,
                             "MM\0\x2a\0\0\0\x08\xff\xff\x01"s})
        EXPECT_EQ(without_metadata(jpeg(exif(tiff))), jpeg(""));
}

}  // namespace

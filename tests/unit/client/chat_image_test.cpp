// SPDX-License-Identifier: AGPL-3.0-only
#include "client/chat_image.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace {

using namespace keks::client;
using namespace std::string_view_literals;

auto url_of(std::string_view bytes) {
    return image_url(std::as_bytes(std::span{bytes}));
}

TEST(ChatImage, is_named_by_how_its_bytes_begin) {
    EXPECT_EQ(*url_of("\x89PNG\r\n\x1a\n"sv), "data:image/png;base64,iVBORw0KGgo=");
    EXPECT_EQ(*url_of("\xff\xd8\xff\xe0"sv), "data:image/jpeg;base64,/9j/4A==");
    EXPECT_EQ(*url_of("GIF89a"sv), "data:image/gif;base64,R0lGODlh");
    EXPECT_EQ(*url_of("GIF87a"sv), "data:image/gif;base64,R0lGODdh");
    EXPECT_EQ(*url_of("RIFF\x04\0\0\0WEBP"sv), "data:image/webp;base64,UklGRgQAAABXRUJQ");
}

TEST(ChatImage, says_nothing_beside_the_picture) {
    const auto picture = "\x89PNG\r\n\x1a\n\0\0\0\0IDATcrc!"sv;
    EXPECT_EQ(*url_of(std::string{picture} + std::string{"\0\0\0\3eXIfwho"
                                                         "crc!"sv}),
              *url_of(picture));
}

TEST(ChatImage, that_others_would_not_take_is_none) {
    for (const auto bytes :
         {""sv, "\x89PNG"sv, "RIFF\x04\0\0\0WAVE"sv, "RIFF"sv, "<svg/>"sv, "BM"sv})
        EXPECT_EQ(url_of(bytes).error(), ImageFault::unknown_kind) << bytes;
}

TEST(ChatImage, is_as_large_as_may_be_sent_and_read_by_others) {
    std::string bytes{"GIF89a"};
    bytes.resize(most_image_bytes);
    const auto url = url_of(bytes);
    ASSERT_TRUE(url);
    EXPECT_LE(url->size(), relay_limits::own_image);
    EXPECT_TRUE(read_relay(write_relay(7, relay::ChatImage{*url}), 7));
    bytes.resize(most_image_bytes + 1);
    EXPECT_EQ(url_of(bytes).error(), ImageFault::too_large);
}

}  // namespace

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/room_redirect.hpp"

#include <gtest/gtest.h>

namespace keks::server {
namespace {

std::string location(std::string_view text) {
    const auto target = parse_target(text);
    return target ? room_location(*target) : "malformed";
}

TEST(RoomRedirect, KeepsTheSecretAsItCame) {
    EXPECT_EQ(location("/room/secret"), "../room#secret?warn_redirect=true");
    EXPECT_EQ(location("/room/a%20b%23c%2F%3F"), "../room#a%20b%23c%2F%3F?warn_redirect=true");
    EXPECT_EQ(location("/room/-._~!$&'()*+,;=:@"), "../room#-._~!$&'()*+,;=:@?warn_redirect=true");
    EXPECT_EQ(location("http://host/room/secret"), "../room#secret?warn_redirect=true");
}

TEST(RoomRedirect, GoesUpAsManyLevelsAsTheSecretHas) {
    EXPECT_EQ(location("/room/"), "../room#?warn_redirect=true");
    EXPECT_EQ(location("/room/a/b"), "../../room#a/b?warn_redirect=true");
    EXPECT_EQ(location("/room/a//b/"), "../../../../room#a//b/?warn_redirect=true");
}

TEST(RoomRedirect, CarriesTheQueryOver) {
    EXPECT_EQ(location("/room/s?a=1&b=2"), "../room#s?warn_redirect=true&a=1&b=2");
    EXPECT_EQ(location("/room/s?"), "../room#s?warn_redirect=true");
    EXPECT_EQ(location("/room/s?a?b#c"), "../room#s?warn_redirect=true&a?b%23c");
}

TEST(RoomRedirect, EscapesWhatNoFragmentHolds) {
    EXPECT_EQ(location("/room/a#b"), "../room#a%23b?warn_redirect=true");
    EXPECT_EQ(location("/room/100%"), "../room#100%25?warn_redirect=true");
    EXPECT_EQ(location("/room/%zz%1"), "../room#%25zz%251?warn_redirect=true");
    EXPECT_EQ(location("/room/<\"\\^`{|}>"),
              "../room#%3C%22%5C%5E%60%7B%7C%7D%3E?warn_redirect=true");
    EXPECT_EQ(location("/room/\xc3\xa4"), "../room#%C3%A4?warn_redirect=true");
    EXPECT_EQ(location("/room/%0d%0aX:y"), "../room#%0d%0aX:y?warn_redirect=true");
    const auto raw = room_location({"/room/a\r\nX: y", "\r\nZ: z"});
    EXPECT_EQ(raw, "../room#a%0D%0AX:%20y?warn_redirect=true&%0D%0AZ:%20z");
}

}  // namespace
}  // namespace keks::server

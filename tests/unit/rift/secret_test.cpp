// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/secret.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "rift/new_secret.hpp"
#include "rift/room_link.hpp"
#include "rift/word_list.hpp"
#include "support/temporary_directory.hpp"

namespace keks::rift {
namespace {

using testing::HasSubstr;

TEST(NewSecret, HasThreeWordsAndTheRestAsDigits) {
    std::array<unsigned char, kSecretBytes> random{};
    random[1] = 255;
    random[3] = 0xAB;
    const auto secret = secret_of(random);
    EXPECT_EQ(secret, std::string{kWords[0]} + "-" + std::string{kWords[255]} + "-" +
                          std::string{kWords[0]} + "#ab" + std::string(30, '0'));
}

TEST(NewSecret, IsAnotherEachTime) {
    EXPECT_NE(make_secret(), make_secret());
}

TEST(WordList, HasEachWordOnceInPlainLetters) {
    std::set<std::string_view> words;
    for (const auto word : kWords) {
        EXPECT_TRUE(words.insert(word).second) << word;
        EXPECT_EQ(word.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), word.npos) << word;
        EXPECT_GE(word.size(), 3U) << word;
    }
}

TEST(Secret, OfALinkIsWhatIsBetweenItsMarks) {
    EXPECT_EQ(secret_in("https://a.example/room#tea%20time#0f?username=Zoe"), "tea time#0f");
    EXPECT_EQ(secret_in("http://localhost:1/meet/room#x"), "x");
    EXPECT_EQ(secret_in("hunter2"), "hunter2");
    EXPECT_EQ(secret_in("100%#1"), "100%#1") << "no link: every character counts";
    EXPECT_EQ(secret_in("https://a.example/room#%zz%4"), "%zz%4");
}

TEST(Secret, GoesIntoALinkAndComesOutOfItTheSame) {
    const auto server = client::parse_server_uri("wss://a.example/meet");
    ASSERT_TRUE(server.has_value());
    EXPECT_EQ(room_link(*server, "tea#0f"), "https://a.example/meet/room#tea#0f");
    for (const std::string secret : {"a b", "100%?", "köln", "#", "a&b=c+d", "\x01\xff"})
        EXPECT_EQ(secret_in(room_link(*server, secret)), secret);
}

TEST(Secret, IsTheFirstLineOfAFile) {
    const test::TemporaryDirectory directory;
    const auto path = directory.path() / "secret";
    std::ofstream{path} << "hunter2\r\nnot this\n";
    Options options;
    options.secret_file = path;
    const auto secret = given_secret(options);
    ASSERT_TRUE(secret.has_value());
    EXPECT_EQ((*secret)->secret, "hunter2");
    EXPECT_EQ((*secret)->server, std::nullopt);
}

TEST(Secret, ThatIsMissingOrEmptyIsSaidWithWhere) {
    EXPECT_FALSE(given_secret(Options{})->has_value());
    Options empty;
    empty.secret = "";
    EXPECT_NE(given_secret(empty).error().reason.find("--secret"), std::string::npos);
    Options no_file;
    no_file.secret_file = "/nonexistent/secret";
    EXPECT_THAT(given_secret(no_file).error().reason,
                HasSubstr("/nonexistent/secret: No such file"));
    no_file.secret_file = "/dev/null";
    EXPECT_THAT(given_secret(no_file).error().reason, HasSubstr("no line"));
}

TEST(Secret, HasABound) {
    Options options;
    options.secret = std::string(4096, 'x');
    EXPECT_TRUE(given_secret(options).has_value());
    *options.secret += 'x';
    EXPECT_THAT(given_secret(options).error().reason, HasSubstr("longer than 4096 bytes"));
    options.secret.reset();
    options.secret_file = "/dev/zero";
    EXPECT_TRUE(given_secret(options).has_error());
    const test::TemporaryDirectory directory;
    options.secret_file = directory.path() / "long";
    std::ofstream{*options.secret_file} << std::string(5000, 'x');
    EXPECT_THAT(given_secret(options).error().reason, HasSubstr("longer than 4096 bytes"));
}

TEST(Secret, OfALinkSaysWhereTheRoomIs) {
    Options options;
    options.secret = "https://a.example:8443/meet/room#tea?username=Zoe";
    const auto secret = given_secret(options);
    ASSERT_TRUE(secret.has_value());
    EXPECT_EQ((*secret)->secret, "tea");
    EXPECT_EQ((*secret)->server, *client::parse_server_uri("wss://a.example:8443/meet"));
    EXPECT_EQ(server_in("http://localhost:1/room#x"),
              *client::parse_server_uri("ws://localhost:1"));
    for (const auto* other :
         {"hunter2", "https://a.example/#x", "https://a.example/room", "/room#x"})
        EXPECT_EQ(server_in(other), std::nullopt) << other;
}

TEST(Secret, OfALinkThatHasNoneIsNotTheLink) {
    Options options;
    options.secret = "https://a.example/room";
    EXPECT_THAT(given_secret(options).error().reason, HasSubstr("a link without a secret"));
    options.secret = "https://a.example/room#";
    EXPECT_THAT(given_secret(options).error().reason, HasSubstr("is empty"));
}

TEST(QrCode, IsAPictureOfLinesOfOneWidthAndNothingForWhatIsTooLong) {
    const auto picture = qr_code("https://a.example/room#tea");
    ASSERT_TRUE(picture.has_value());
    EXPECT_GE(std::ranges::count(*picture, '\n'), 14);
    EXPECT_EQ(qr_code(std::string(5000, 'x')), std::nullopt);
}

}  // namespace
}  // namespace keks::rift

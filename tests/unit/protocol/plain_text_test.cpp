// SPDX-License-Identifier: AGPL-3.0-only
#include "protocol/plain_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace keks::protocol {
namespace {

bool must_be_escaped(int byte) {
    return byte < 0x20 || byte == '"' || byte == '\\';
}

TEST(PlainPrefix, IsAllOfATextOfWhichNothingIsEscaped) {
    for (std::size_t size = 0; size < 300; ++size)
        EXPECT_EQ(plain_prefix(std::string(size, 'x')), size);
}

TEST(PlainPrefix, TellsEveryByteInEveryPlace) {
    for (std::size_t place = 0; place < 200; ++place) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string text(200, 'x');
            text[place] = static_cast<char>(byte);
            EXPECT_EQ(plain_prefix(text), must_be_escaped(byte) ? place : text.size())
                << "byte " << byte << " at " << place;
        }
    }
}

TEST(PlainPrefix, EndsAtTheFirstOfSeveral) {
    const std::string text = std::string(70, 'x') + "\\" + std::string(5, 'x') + "\"" + "\n";
    EXPECT_EQ(plain_prefix(text), 70U);
    EXPECT_EQ(plain_prefix(std::string_view{text}.substr(71)), 5U);
}

TEST(PlainPrefix, LooksAtNothingBehindTheText) {
    const std::string text = std::string(100, 'x') + "\"";
    for (std::size_t size = 0; size <= 100; ++size)
        EXPECT_EQ(plain_prefix(std::string_view{text}.substr(0, size)), size);
}

}  // namespace
}  // namespace keks::protocol

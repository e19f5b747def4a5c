// SPDX-License-Identifier: AGPL-3.0-only
// Secrets, keys and sealed messages (protocol section 3), by the known answers that every client
// reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>

#include "keks/crypto/room_keys.hpp"
#include "keks/crypto/sealed_message.hpp"

namespace keks::crypto {
namespace {

template <std::size_t N>
std::array<unsigned char, N> from_hex(const std::string& text) {
    std::array<unsigned char, N> bytes{};
    for (std::size_t i = 0; i < N; ++i) {
        std::from_chars(text.data() + 2 * i, text.data() + 2 * i + 2, bytes.at(i), 16);
    }
    return bytes;
}

nlohmann::json known_answers() {
    std::ifstream file{KEKS_VECTORS_DIRECTORY "/room-crypto.json"};
    return nlohmann::json::parse(file);
}

MessageKey some_key(unsigned char filling = 7) {
    MessageKey::Bytes bytes{};
    bytes.fill(filling);
    return MessageKey{bytes};
}

std::string sealed(std::string_view plaintext) {
    return *seal(some_key(), Iv{}, plaintext);
}

TEST(RoomKeys, ComeOutAsEveryOtherClientHasThem) {
    const auto answers = known_answers();
    ASSERT_GE(answers.size(), 5U);
    for (const auto& answer : answers) {
        const auto keys = derive_room_keys(answer["secret"].get<std::string>());
        ASSERT_TRUE(keys.has_value());
        EXPECT_EQ(keys->key.bytes(), from_hex<32>(answer["key"])) << answer["secret"];
        EXPECT_EQ(keys->hash, answer["hash"].get<std::string>()) << answer["secret"];
    }
}

TEST(RoomKeys, OfASecretThatPointsNowhereAreThoseOfTheEmptyOne) {
    EXPECT_EQ(derive_room_keys(std::string_view{})->hash, derive_room_keys("")->hash);
}

TEST(SealedMessage, ComesOutAsEveryOtherClientHasIt) {
    for (const auto& answer : known_answers()) {
        const MessageKey key{from_hex<32>(answer["key"])};
        const auto plaintext = answer["plaintext"].get<std::string>();
        const auto sealed = answer["sealed"].get<std::string>();
        const auto made = seal(key, from_hex<12>(answer["iv"]), plaintext);
        ASSERT_TRUE(made.has_value());
        EXPECT_EQ(*made, sealed);
        EXPECT_EQ(open(key, sealed), plaintext);
    }
}

TEST(SealedMessage, CarriesAnyBytesOfAnyLength) {
    for (const std::size_t size : {0U, 1U, 2U, 3U, 4U, 17U, 70'000U}) {
        const std::string plaintext(size, '\xFF');
        EXPECT_EQ(open(some_key(), sealed(plaintext)), plaintext);
    }
}

TEST(SealedMessage, OfAnotherRoomStaysClosed) {
    EXPECT_EQ(open(some_key(8), sealed("hello")), std::nullopt);
}

TEST(SealedMessage, StaysClosedWhereverItWasChanged) {
    const auto whole = sealed("hello");
    for (std::size_t i = 0; i < whole.size(); ++i) {
        auto changed = whole;
        changed[i] = changed[i] == 'B' ? 'C' : 'B';
        EXPECT_EQ(open(some_key(), changed), std::nullopt) << i;
    }
}

TEST(SealedMessage, StaysClosedWhereItWasCut) {
    const auto whole = sealed("hello");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        EXPECT_EQ(open(some_key(), whole.substr(0, size)), std::nullopt) << size;
    }
}

TEST(SealedMessage, IsBase64AndNothingElse) {
    const auto whole = sealed("hello!!");
    ASSERT_EQ(std::ranges::count(whole, '='), 1);
    EXPECT_EQ(open(some_key(), whole), "hello!!");
    const auto at = whole.size() - 4;
    const auto with = [&whole](std::size_t position, std::size_t length, std::string_view text) {
        return std::string{whole}.replace(position, length, text);
    };
    for (const auto& text : {with(0, 0, " "), with(whole.size(), 0, "\n"), with(at, 0, "\n\n\n\n"),
                             with(whole.size(), 0, "===="), with(at, 4, "===="), with(0, 1, "="),
                             with(at, 0, "-_-_")}) {
        EXPECT_EQ(open(some_key(), text), std::nullopt) << text;
    }
}

TEST(SealedMessage, HasABoundOnItsLength) {
    const auto made = seal(some_key(), Iv{}, std::string((std::size_t{64} << 20U) + 1, 'x'));
    ASSERT_TRUE(made.has_error());
    EXPECT_EQ(made.error(), boost::system::errc::message_size);
}

TEST(SealedMessage, HasAnIvOfItsOwn) {
    EXPECT_NE(*random_iv(), *random_iv());
}

}  // namespace
}  // namespace keks::crypto

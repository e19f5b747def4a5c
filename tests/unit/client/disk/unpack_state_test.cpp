// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/unpack_state.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace keks::client::disk;

UnpackState some_state() {
    return {
        .entry = {.kind = TarEntry::Kind::link,
                  .path = "top/sub/l\xC3\xA4nk",
                  .target = "../a",
                  .size = 0,
                  .mode = 0777,
                  .modified = {-5, 999'999'999}},
        .data_at = std::uint64_t{1} << 40U,
        .hash = {{0, 1, 2, 3, 4, 5, 6, UINT32_MAX}, std::uint64_t{1} << 40U},
        .entries = 7,
        .bytes = UINT64_MAX,
        .folders = 2,
        .made_folders = 3,
        .top = "top",
        .several_tops = true,
        .open_folders = {{"top", FolderBuilder::Attributes{0555, {1, 2}}}, {"sub", std::nullopt}}};
}

TEST(UnpackState, is_the_same_after_it_was_written_and_read) {
    const auto state = some_state();
    const auto read = decode_unpack_state(encode(state));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->entry.kind, state.entry.kind);
    EXPECT_EQ(read->entry.path, state.entry.path);
    EXPECT_EQ(read->entry.target, state.entry.target);
    EXPECT_EQ(read->entry.mode, state.entry.mode);
    EXPECT_EQ(read->entry.modified.tv_sec, -5);
    EXPECT_EQ(read->entry.modified.tv_nsec, 999'999'999);
    EXPECT_EQ(read->data_at, state.data_at);
    EXPECT_EQ(read->hash.words, state.hash.words);
    EXPECT_EQ(read->hash.bytes, state.data_at);
    EXPECT_EQ(read->entries, 7U);
    EXPECT_EQ(read->bytes, UINT64_MAX);
    EXPECT_EQ(read->folders, 2U);
    EXPECT_EQ(read->made_folders, 3U);
    EXPECT_EQ(read->top, "top");
    EXPECT_TRUE(read->several_tops);
    ASSERT_EQ(read->open_folders.size(), 2U);
    EXPECT_EQ(read->open_folders[0].name, "top");
    ASSERT_TRUE(read->open_folders[0].attributes);
    EXPECT_EQ(read->open_folders[0].attributes->mode, 0555U);
    EXPECT_EQ(read->open_folders[0].attributes->modified.tv_nsec, 2);
    EXPECT_EQ(read->open_folders[1].name, "sub");
    EXPECT_FALSE(read->open_folders[1].attributes);
}

// It may have come with an archive, as a file of the name of a journal.
TEST(UnpackState, is_refused_where_it_leads_elsewhere_or_makes_no_sense) {
    const std::vector<std::function<void(UnpackState&)>> unfit{
        [](auto& state) { state.entry.path = "../a"; },
        [](auto& state) { state.entry.path = "/etc/passwd"; },
        [](auto& state) { state.entry.path = ""; },
        [](auto& state) { state.entry.target = "../../../a"; },
        [](auto& state) { state.entry.kind = static_cast<TarEntry::Kind>(3); },
        [](auto& state) { state.top = ".."; },
        [](auto& state) { state.open_folders[0].name = ".."; },
        [](auto& state) { state.open_folders[1].name = ""; },
        [](auto& state) { state.top = "top/sub"; },
        [](auto& state) { state.open_folders[1].name = "/"; },
        [](auto& state) { state.open_folders[1].name = "a/b"; },
        [](auto& state) { state.data_at = 100; },
        [](auto& state) { state.entries = 0; },
        [](auto& state) { state.folders = 7; },
        [](auto& state) { state.entry.size = 1, state.bytes = 0; },
    };
    for (std::size_t i = 0; i < unfit.size(); ++i) {
        auto state = some_state();
        unfit[i](state);
        EXPECT_FALSE(decode_unpack_state(encode(state))) << i;
    }
}

TEST(UnpackState, is_not_read_where_it_is_cut_off_or_something_else) {
    const auto whole = encode(some_state());
    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(decode_unpack_state(std::span{whole}.first(length))) << length;
    const std::string other = "\x83\x01\x02\x03";
    const std::vector<std::uint8_t> bytes(other.begin(), other.end());
    EXPECT_FALSE(decode_unpack_state(bytes));
}

// A number with a fraction is none of ours, and has no place in an integer if it is large.
TEST(UnpackState, is_not_read_where_a_number_is_no_integer) {
    auto bytes = encode(some_state());
    const std::vector<std::uint8_t> written{0x1b, 0, 0, 1, 0, 0, 0, 0, 0};
    const std::vector<std::uint8_t> other{0xfb, 0x7e, 0x37, 0xe4, 0x3c, 0x88, 0, 0x75, 0x9c};
    const auto data_at = std::ranges::search(bytes, written);
    ASSERT_FALSE(data_at.empty());
    std::ranges::copy(other, data_at.begin());
    EXPECT_FALSE(decode_unpack_state(bytes));
}

// As many as there is place for in a journal.
TEST(UnpackState, is_not_read_where_it_is_deep) {
    for (const std::uint8_t opening : std::array<std::uint8_t, 4>{0x81, 0x9f, 0xa1, 0xbf}) {
        const std::vector<std::uint8_t> bytes(std::size_t{64} * 1024, opening);
        EXPECT_FALSE(decode_unpack_state(bytes)) << int{opening};
    }
}

}  // namespace

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/sha256.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using keks::client::hex;
using keks::client::disk::Sha256;

void update(Sha256& hash, std::string_view text) {
    hash.update(std::as_bytes(std::span{text}));
}

TEST(Sha256, is_that_of_the_standard) {
    Sha256 hash;
    EXPECT_EQ(hex(hash.digest()),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    update(hash, "a");
    update(hash, "bc");
    EXPECT_EQ(hex(hash.digest()),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, goes_on_after_a_digest_and_in_a_copy_for_itself) {
    Sha256 whole;
    update(whole, "abcdef");
    Sha256 begun;
    update(begun, "abc");
    const auto first = begun.digest();
    Sha256 copy{begun};
    update(copy, "def");
    EXPECT_EQ(copy.digest(), whole.digest());
    EXPECT_EQ(begun.digest(), first);
    begun = copy;
    EXPECT_EQ(begun.digest(), whole.digest());
}

TEST(Sha256, goes_on_from_a_state_after_whole_blocks) {
    const std::string blocks(3 * Sha256::kBlock, 'a');
    Sha256 whole;
    update(whole, blocks);
    Sha256 rest{whole.state()};
    EXPECT_EQ(whole.state().bytes, blocks.size());
    update(whole, "rest");
    update(rest, "rest");
    EXPECT_EQ(rest.digest(), whole.digest());
    EXPECT_THROW((void)rest.state(), std::logic_error);
}

TEST(Sha256, counts_more_bytes_than_32_bits_hold_bits_of) {
    auto state = Sha256{}.state();
    state.bytes = std::uint64_t{1} << 40U;
    Sha256 hash{state};
    update(hash, std::string(Sha256::kBlock, 'a'));
    EXPECT_EQ(hash.state().bytes, state.bytes + Sha256::kBlock);
}

}  // namespace

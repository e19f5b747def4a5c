// SPDX-License-Identifier: AGPL-3.0-only
#include "server/id_source.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace keks::server {
namespace {

constexpr int kSample = 20'000;

std::vector<protocol::ClientId> sample(const IdSource::Key& key) {
    IdSource source{key};
    std::vector<protocol::ClientId> ids;
    ids.reserve(kSample);
    for (int i = 0; i < kSample; ++i) ids.push_back(source.next());
    return ids;
}

TEST(Ids, AreNumbersThatJavaScriptHoldsAndNeverZero) {
    for (const auto id : sample({})) {
        EXPECT_GE(id, 1U);
        EXPECT_LE(id, protocol::kMaxClientId);
    }
}

TEST(Ids, NeverComeTwice) {
    const auto ids = sample(IdSource::random_key());
    EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size());
}

TEST(Ids, FollowFromTheKeyAlone) {
    EXPECT_EQ(sample({1}), sample({1}));
    EXPECT_NE(sample({1}), sample({2}));
}

// Not a proof that they cannot be guessed, but what a broken permutation would fail: about half of
// the bits differ between neighbours, and every bit is set about half of the time.
TEST(Ids, ShareNothingWithTheirNeighbours) {
    const auto ids = sample({});
    int flipped = 0;
    for (std::size_t i = 1; i < ids.size(); ++i)
        flipped += __builtin_popcountll(ids[i] ^ ids[i - 1]);
    EXPECT_NEAR(flipped / (kSample - 1.0), 53 / 2.0, 0.5);
    for (int bit = 0; bit < 53; ++bit) {
        int set = 0;
        for (const auto id : ids) set += static_cast<int>(id >> bit & 1U);
        EXPECT_NEAR(set, kSample / 2.0, kSample / 40.0) << "bit " << bit;
    }
}

}  // namespace
}  // namespace keks::server

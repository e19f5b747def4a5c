// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/feed.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "unit/client/disk/disk_test.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;

class FeedTest : public ::testing::Test {
  protected:
    // All that it hands out, to its end or to where it breaks off.
    std::string all() {
        std::string text;
        while (const auto bytes = feed_.next()) {
            if (bytes->empty()) {
                ended_ = true;
                break;
            }
            EXPECT_LE(bytes->size(), Feed::kPortion);
            text.append(reinterpret_cast<const char*>(bytes->data()), bytes->size());
        }
        return text;
    }

    std::vector<std::uint64_t> taken_;
    Feed feed_{[this](std::uint64_t bytes) { taken_.push_back(bytes); }, Sha256{}};
    bool ended_ = false;
};

TEST_F(FeedTest, hands_out_in_portions_what_came_and_tells_what_was_taken_once_it_is_done_with) {
    const auto text = varied(2 * Feed::kPortion + 100);
    feed_.push(bytes_of(text).first(100));
    feed_.push(bytes_of(text).subspan(100));
    ASSERT_TRUE(feed_.next());
    EXPECT_TRUE(taken_.empty());
    ASSERT_TRUE(feed_.next());
    EXPECT_EQ(taken_, std::vector<std::uint64_t>{Feed::kPortion});
    feed_.close({});
    EXPECT_EQ(all(), text.substr(2 * Feed::kPortion));
    EXPECT_TRUE(ended_);
    EXPECT_EQ(taken_.back(), text.size());
    Sha256 hash;
    hash.update(bytes_of(text));
    EXPECT_EQ(feed_.digest(), hash.digest());
}

TEST_F(FeedTest, lets_a_thread_wait_for_what_comes) {
    const auto text = varied(5 * Feed::kPortion);
    std::string came;
    std::thread thread{[&] { came = all(); }};
    for (std::size_t at = 0; at < text.size(); at += 1000)
        feed_.push(bytes_of(std::string_view{text}.substr(at, 1000)));
    feed_.close({});
    thread.join();
    EXPECT_TRUE(ended_);
    EXPECT_EQ(came, text);
}

TEST_F(FeedTest, that_is_abandoned_ends_a_wait_and_what_waits_is_lost) {
    std::thread thread{[&] { (void)all(); }};
    feed_.abandon(false);
    thread.join();
    EXPECT_FALSE(ended_);
    EXPECT_TRUE(feed_.abandoned());
    feed_.push(bytes_of("late"));
    feed_.close({});
    EXPECT_FALSE(feed_.next());
    EXPECT_EQ(feed_.failure().reason, TransferFailure::closed);
}

TEST_F(FeedTest, ends_well_only_with_the_expected_digest) {
    Sha256 other;
    other.update(bytes_of("other"));
    feed_.push(bytes_of("text"));
    feed_.close(other.digest());
    EXPECT_EQ(all(), "text");
    EXPECT_FALSE(ended_);
    EXPECT_EQ(feed_.failure().reason, TransferFailure::corrupt);
}

TEST_F(FeedTest, breaks_where_too_much_waits_but_takes_any_amount_that_is_fetched) {
    const std::string much(Feed::kMost, 'x');
    for (int times = 0; times < 3; ++times) {
        feed_.push(bytes_of(much));
        for (std::size_t got = 0; got < much.size();) {
            const auto bytes = feed_.next();
            ASSERT_TRUE(bytes);
            got += bytes->size();
        }
    }
    feed_.push(bytes_of(much));
    feed_.push(bytes_of("x"));
    EXPECT_FALSE(feed_.next());
    EXPECT_EQ(feed_.failure().reason, TransferFailure::malformed);
}

}  // namespace

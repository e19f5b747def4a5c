// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/lasting_sink.hpp"

#include <gmock/gmock.h>

#include "client/disk/tar_unpack_sink.hpp"
#include "unit/client/disk/disk_test.hpp"
#include "unit/client/disk/hostile_tar.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::disk;
using namespace keks::test;
using testing::ElementsAre;
using testing::IsEmpty;

// What unpacks a stream that comes by several transfers.
class LastingSinkTest : public DiskTest {
  protected:
    std::shared_ptr<LastingSink> unpacking() {
        return std::make_shared<LastingSink>(
            threads_,
            std::make_unique<TarUnpackSink>(
                threads_, TarUnpackSink::Place{folder_.path(), "out", 0}, TarUnpackSink::Limits{},
                ThreadSink::Options{.hash = Sha256{}, .explain = log_.explain()}));
    }
    // One transfer, which is broken off.
    void bring(LastingSink& whole, std::string_view bytes) {
        const auto entry = whole.enter();
        log_.listen_to(*entry);
        entry->write(bytes_of(bytes));
        entry->keep();
    }
    std::optional<Feed::Taken> settle(LastingSink& whole) {
        return answer<std::optional<Feed::Taken>>(
            [&](auto settled) { return whole.settle(settled); });
    }
    static Sha256::Digest digest_of(std::string_view bytes) {
        Sha256 hash;
        hash.update(bytes_of(bytes));
        return hash.digest();
    }

    const std::string stream_ = tar_entry({.name = "top/", .type = '5', .mode = 0755}) +
                                tar_entry({.name = "top/a"}, varied(3 * Feed::kPortion)) +
                                tar_entry({.name = "top/b"}, "second") + tar_end();
    SinkLog log_;
};

TEST_F(LastingSinkTest, goes_on_where_a_transfer_was_broken_off) {
    const auto whole = unpacking();
    const auto half = std::string_view{stream_}.substr(0, 2 * Feed::kPortion + 777);
    bring(*whole, half);
    const auto taken = settle(*whole);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->bytes, half.size());
    EXPECT_EQ(taken->hash->digest(), digest_of(half));
    EXPECT_THAT(names(), ElementsAre("out.part"));

    const auto rest = std::string_view{stream_}.substr(half.size());
    const auto entry = whole->enter();
    log_ = {};
    log_.listen_to(*entry);
    entry->write(bytes_of(rest));
    entry->expect(digest_of(stream_));
    entry->finish();
    run_until([&] { return log_.over(); });
    EXPECT_TRUE(log_.finished) << log_.why;
    EXPECT_EQ(log_.taken, rest.size()) << "of this transfer, not of those before";
    EXPECT_EQ(content(folder_.path() / "out/b"), "second");
    EXPECT_EQ(content(folder_.path() / "out/a"), varied(3 * Feed::kPortion));
}

TEST_F(LastingSinkTest, leaves_nothing_when_a_transfer_is_given_up) {
    const auto whole = unpacking();
    bring(*whole, stream_.substr(0, 2000));
    ASSERT_TRUE(settle(*whole));
    EXPECT_TRUE(whole->lasts());
    whole->enter().reset();
    EXPECT_FALSE(whole->lasts());
    run_until([&] { return names().empty(); });
}

TEST_F(LastingSinkTest, leaves_nothing_when_nobody_goes_on) {
    auto whole = unpacking();
    bring(*whole, stream_.substr(0, 2000));
    ASSERT_TRUE(settle(*whole));
    whole.reset();
    run_until([&] { return names().empty(); });
}

TEST_F(LastingSinkTest, tells_the_next_transfer_that_it_failed_meanwhile) {
    const auto whole = unpacking();
    bring(*whole, std::string(5000, 'x'));
    EXPECT_FALSE(settle(*whole));
    run_until([&] { return !whole->lasts(); });
    EXPECT_FALSE(log_.failure) << "it was not in any more";
    const auto entry = whole->enter();
    log_.listen_to(*entry);
    EXPECT_FALSE(log_.failure) << "called back from within";
    run_until([&] { return log_.over(); });
    EXPECT_EQ(log_.failure, TransferFailure::malformed);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(LastingSinkTest, keeps_for_another_process_what_can_be_kept_and_counts_from_its_beginning) {
    const TarUnpackSink::Place place{folder_.path(), "out", stream_.size(), true};
    const std::string_view stream{stream_};
    auto whole = std::make_shared<LastingSink>(
        threads_, std::make_unique<TarUnpackSink>(threads_, place, TarUnpackSink::Limits{},
                                                  ThreadSink::Options{.hash = Sha256{}}));
    bring(*whole, stream.substr(0, 100'000));
    ASSERT_TRUE(settle(*whole));
    whole.reset();
    loop_.restart();
    loop_.run();

    using Found = DiskResult<std::optional<PartialFolder>>;
    auto partial =
        answer<Found>([&](auto found) { return TarUnpackSink::find(threads_, place, found); });
    ASSERT_TRUE(partial && *partial);
    const auto before = (*partial)->bytes();
    EXPECT_EQ(before, 100'000U);
    whole = std::make_shared<LastingSink>(
        threads_,
        std::make_unique<TarUnpackSink>(threads_, **std::move(partial), TarUnpackSink::Limits{},
                                        log_.explain()),
        before);
    bring(*whole, stream.substr(before, 1000));
    const auto taken = settle(*whole);
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->bytes, before + 1000);
    EXPECT_EQ(taken->hash->digest(), digest_of(stream.substr(0, before + 1000)));

    const auto entry = whole->enter();
    log_ = {};
    log_.listen_to(*entry);
    const auto rest = stream.substr(before + 1000);
    entry->write(bytes_of(rest));
    entry->finish();
    run_until([&] { return log_.over(); });
    EXPECT_TRUE(log_.finished) << log_.why;
    EXPECT_EQ(log_.taken, rest.size());
}

}  // namespace

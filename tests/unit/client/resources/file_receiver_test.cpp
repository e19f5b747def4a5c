// SPDX-License-Identifier: AGPL-3.0-only
#include "unit/client/resources/file_receiver_test.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "client/resources/framing.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::test;

TEST(FileReceiver, closes_the_channel_only_when_everything_is_saved) {
    Receiving receiving{6};
    receiving.channel.deliver("abc");
    receiving.channel.deliver("def");
    receiving.channel.deliver("end", true);
    EXPECT_EQ(receiving.sink.bytes, "abcdef");
    EXPECT_TRUE(receiving.sink.finishing);
    EXPECT_FALSE(receiving.channel.closed);
    receiving.sink.events.finished();
    EXPECT_TRUE(receiving.channel.closed);
    EXPECT_EQ(receiving.events, "done");
}

TEST(FileReceiver, goes_on_saving_when_the_peer_goes_after_the_end) {
    Receiving receiving{3};
    receiving.channel.deliver("abc");
    receiving.channel.deliver("end", true);
    receiving.channel.close();
    EXPECT_EQ(receiving.events, "");
    receiving.sink.events.finished();
    EXPECT_EQ(receiving.events, "done");
}

TEST(FileReceiver, receives_an_empty_file) {
    Receiving receiving{0};
    receiving.channel.deliver("end", true);
    receiving.sink.events.finished();
    EXPECT_EQ(receiving.events, "done");
}

const std::string kAnnouncedDigest = "sha256 ab01" + std::string(60, '0');

TEST(FileReceiver, expects_the_digest_and_says_that_it_saved_that) {
    Receiving receiving{3, false, true};
    receiving.channel.deliver("abc");
    receiving.channel.deliver(kAnnouncedDigest, true);
    EXPECT_EQ(receiving.sink.expected, framing::read_digest(kAnnouncedDigest));
    receiving.channel.deliver("end", true);
    EXPECT_TRUE(receiving.channel.texts.empty()) << "it is not saved yet";
    receiving.sink.events.finished();
    EXPECT_EQ(receiving.channel.texts, std::vector<std::string>{"saved"});
    EXPECT_TRUE(receiving.channel.closed);
    EXPECT_EQ(receiving.events, "done");
}

TEST(FileReceiver, refuses_a_sender_that_lies_about_its_digest) {
    Receiving receiving{3, false, true};
    receiving.channel.deliver("abc");
    receiving.channel.deliver(kAnnouncedDigest, true);
    receiving.channel.deliver("end", true);
    receiving.sink.events.failed(TransferFailure::corrupt);
    EXPECT_EQ(receiving.events, std::to_string(static_cast<int>(TransferFailure::corrupt)));
    EXPECT_TRUE(receiving.channel.texts.empty());
    EXPECT_TRUE(receiving.channel.closed);
}

TEST(FileReceiver, fails_when_the_digest_is_missing_is_none_or_comes_twice) {
    for (const auto& texts : std::vector<std::vector<std::string>>{
             {"end"}, {"sha256 ab"}, {kAnnouncedDigest, kAnnouncedDigest}}) {
        Receiving receiving{3, false, true};
        receiving.channel.deliver("abc");
        for (const auto& text : texts) receiving.channel.deliver(text, true);
        receiving.expect(TransferFailure::malformed);
    }
}

TEST(FileReceiver, takes_no_digest_from_who_does_not_know_of_it) {
    Receiving receiving{3};
    receiving.channel.deliver("abc");
    receiving.channel.deliver(kAnnouncedDigest, true);
    receiving.expect(TransferFailure::malformed);
}

TEST(FileReceiver, fails_when_the_channel_closes_before_the_end_and_keeps_what_came) {
    Receiving receiving{3};
    receiving.channel.deliver("abc");
    receiving.channel.close();
    receiving.expect(TransferFailure::closed);
    EXPECT_TRUE(receiving.sink.kept);
}

TEST(FileReceiver, keeps_what_came_when_it_is_given_up_only_if_it_is_told_to) {
    for (const bool told : {false, true}) {
        Receiving receiving{3};
        receiving.channel.deliver("ab");
        if (told) receiving.receiver->keep();
        receiving.receiver.reset();
        EXPECT_EQ(receiving.sink.kept, told);
        EXPECT_TRUE(receiving.sink.gone);
    }
}

TEST(FileReceiver, goes_on_after_what_is_there) {
    Receiving receiving{10 + framing::ack_every, Already{10}, true};
    receiving.channel.deliver("from 10", true);
    EXPECT_EQ(receiving.events, "from 10 ");
    EXPECT_EQ(receiving.receiver->bytes(), 10U);
    for (int times = 0; times < 4; ++times)
        receiving.channel.deliver(std::string(framing::longest, 'x'));
    receiving.sink.events.taken(framing::ack_every);
    EXPECT_EQ(receiving.channel.texts, std::vector<std::string>{"ack 1048586"});
    receiving.channel.deliver("end", true);
    receiving.sink.events.finished();
    EXPECT_EQ(receiving.events, "from 10 done");
}

TEST(FileReceiver, begins_anew_when_the_sender_does) {
    Receiving receiving{3, Already{2}};
    receiving.channel.deliver("from 0", true);
    receiving.channel.deliver("abc");
    receiving.channel.deliver("end", true);
    receiving.sink.events.finished();
    EXPECT_EQ(receiving.events, "from 0 done");
    EXPECT_EQ(receiving.sink.bytes, "abc");
}

TEST(FileReceiver, fails_when_the_sender_begins_elsewhere_or_does_not_say_where) {
    for (const std::string word : {"from 1", "from 3", "from", "end"}) {
        Receiving receiving{3, Already{2}};
        receiving.channel.deliver(word, true);
        EXPECT_EQ(receiving.events, std::to_string(static_cast<int>(TransferFailure::malformed)))
            << word;
        EXPECT_TRUE(receiving.channel.closed);
    }
    Receiving receiving{3, Already{2}};
    receiving.channel.deliver("c");
    EXPECT_EQ(receiving.events, std::to_string(static_cast<int>(TransferFailure::malformed)));
}

TEST(FileReceiver, fails_when_the_channel_closes_before_the_sender_says_where_it_begins) {
    Receiving receiving{3, Already{2}};
    receiving.channel.close();
    EXPECT_EQ(receiving.events, std::to_string(static_cast<int>(TransferFailure::closed)));
}

TEST(FileReceiver, cuts_a_sender_that_sends_more_than_it_announced) {
    Receiving receiving{3};
    receiving.channel.deliver("abcd");
    receiving.expect(TransferFailure::wrong_size);
    EXPECT_EQ(receiving.sink.bytes, "") << "nothing of it is saved";
    EXPECT_FALSE(receiving.sink.kept);
}

TEST(FileReceiver, fails_when_fewer_bytes_came_than_announced) {
    Receiving receiving{3};
    receiving.channel.deliver("ab");
    receiving.channel.deliver("end", true);
    receiving.expect(TransferFailure::wrong_size);
}

TEST(FileReceiver, fails_at_another_text) {
    Receiving receiving{3};
    receiving.channel.deliver("END", true);
    receiving.expect(TransferFailure::malformed);
}

TEST(FileReceiver, fails_at_a_message_that_is_too_long) {
    Receiving receiving{framing::longest * 2};
    receiving.channel.deliver(std::string(framing::longest + 1, 'x'));
    receiving.expect(TransferFailure::malformed);
}

TEST(FileReceiver, fails_when_the_disk_is_full) {
    Receiving receiving{6};
    receiving.channel.deliver("abc");
    receiving.sink.events.failed(TransferFailure::disk_full);
    receiving.expect(TransferFailure::disk_full);
    EXPECT_TRUE(receiving.channel.closed);
}

TEST(FileReceiver, pauses_the_channel_while_the_disk_is_behind) {
    Receiving receiving{framing::backlog * 2};
    const std::string message(framing::longest, 'x');
    for (std::uint64_t sent = 0; sent < framing::backlog; sent += message.size()) {
        EXPECT_EQ(receiving.channel.pauses, 0);
        receiving.channel.deliver(message);
    }
    EXPECT_EQ(receiving.channel.pauses, 1);
    receiving.sink.events.taken(framing::backlog - framing::relaxed);
    EXPECT_EQ(receiving.channel.resumes, 0);
    receiving.sink.events.taken(framing::backlog - framing::relaxed + 1);
    EXPECT_EQ(receiving.channel.resumes, 1);
}

TEST(FileReceiver, acknowledges_what_is_saved_once_for_each_mebibyte) {
    Receiving receiving{framing::ack_every * 2, true};
    for (int times = 0; times < 8; ++times)
        receiving.channel.deliver(std::string(framing::longest, 'x'));
    receiving.sink.events.taken(framing::ack_every - 1);
    EXPECT_TRUE(receiving.channel.texts.empty());
    receiving.sink.events.taken(framing::ack_every + 5);
    EXPECT_EQ(receiving.channel.texts, std::vector<std::string>{"ack 1048581"});
}

TEST(FileReceiver, acknowledges_nothing_to_a_sender_that_does_not_know_it) {
    Receiving receiving{framing::ack_every * 2};
    for (int times = 0; times < 8; ++times)
        receiving.channel.deliver(std::string(framing::longest, 'x'));
    receiving.sink.events.taken(framing::ack_every * 2);
    EXPECT_TRUE(receiving.channel.texts.empty());
}

}  // namespace

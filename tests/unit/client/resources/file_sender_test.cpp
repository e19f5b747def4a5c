// SPDX-License-Identifier: AGPL-3.0-only
#include "unit/client/resources/file_sender_test.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "client/resources/framing.hpp"

namespace {

using namespace keks::client;
using namespace keks::client::test;

TEST(FileSender, sends_messages_of_32_kib_then_end_and_is_done_when_the_receiver_closes) {
    const auto content = content_of(3 * framing::block + 40'000);
    Sending sending{content.size(), content};
    EXPECT_FALSE(sending.disk.asked) << "nothing is read before the channel opens";
    sending.channel.become_open();
    sending.read_all();
    EXPECT_EQ(sending.channel.bytes, content);
    EXPECT_EQ(*std::max_element(sending.channel.lengths.begin(), sending.channel.lengths.end()),
              32U * 1024);
    EXPECT_EQ(sending.channel.texts, std::vector<std::string>{"end"});
    EXPECT_EQ(sending.events, "started ");
    sending.channel.close();
    EXPECT_EQ(sending.events, "started done");
}

TEST(FileSender, sends_larger_messages_to_one_that_takes_them) {
    const auto content = content_of(3 * framing::block + 40'000);
    Sending sending{content, {.size = content.size(), .message = framing::large_message}};
    sending.channel.become_open();
    sending.read_all();
    EXPECT_EQ(sending.channel.bytes, content);
    EXPECT_EQ(*std::max_element(sending.channel.lengths.begin(), sending.channel.lengths.end()),
              framing::large_message);
    EXPECT_LE(framing::large_message, framing::longest);
}

TEST(FileSender, sends_an_empty_file_as_its_end_only) {
    Sending sending{0, ""};
    sending.channel.become_open();
    EXPECT_TRUE(sending.channel.lengths.empty());
    EXPECT_EQ(sending.channel.texts, std::vector<std::string>{"end"});
}

TEST(FileSender, waits_for_a_full_channel_to_drain) {
    const auto content = content_of(framing::full + framing::block);
    Sending sending{content.size(), content};
    sending.channel.become_open();
    while (sending.disk.answer()) continue;
    EXPECT_EQ(sending.channel.bytes.size(), framing::full);
    EXPECT_EQ(sending.sender->bytes(), 0U);
    sending.channel.drain();
    EXPECT_EQ(sending.sender->bytes(), framing::full);
    sending.read_all();
    EXPECT_EQ(sending.channel.bytes, content);
}

TEST(FileSender, has_no_more_unacknowledged_than_the_window) {
    const auto content = content_of(framing::window + 2 * framing::block);
    Sending sending{content.size(), content, true};
    sending.channel.become_open();
    sending.read_all();
    EXPECT_EQ(sending.channel.bytes.size(), framing::window);
    sending.channel.deliver(framing::ack_message(framing::window + 1), true);
    EXPECT_FALSE(sending.disk.asked) << "more than was sent cannot have been saved";
    sending.channel.deliver(framing::ack_message(2 * framing::block), true);
    sending.read_all();
    EXPECT_EQ(sending.channel.bytes, content);
}

const Digest kDigest{std::byte{0xab}, std::byte{0x01}};
const std::string kDigestText = "sha256 ab01" + std::string(60, '0');

TEST(FileSender, says_the_digest_before_the_end_and_is_done_when_it_hears_that_it_is_saved) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, framing::block}) {
        Sending sending{size, content_of(size), false, kDigest};
        sending.channel.become_open();
        if (size > 0) sending.channel.deliver("saved", true);
        sending.read_all();
        EXPECT_EQ(sending.channel.texts, (std::vector<std::string>{kDigestText, "end"})) << size;
        EXPECT_EQ(sending.events, "started ") << "what was said before the end says nothing";
        sending.channel.deliver("saved", true);
        EXPECT_EQ(sending.events, "started done");
        EXPECT_TRUE(sending.channel.closed);
    }
}

TEST(FileSender, says_first_where_it_begins_and_counts_from_there) {
    const auto rest = content_of(framing::window);
    Sending sending{rest, {.size = 100 + rest.size(), .acks = true, .from = 100}};
    sending.channel.become_open();
    EXPECT_EQ(sending.channel.texts, std::vector<std::string>{"from 100"});
    EXPECT_TRUE(sending.channel.lengths.empty());
    EXPECT_EQ(sending.sender->bytes(), 100U);
    sending.read_all();
    EXPECT_EQ(sending.channel.bytes, rest);
    EXPECT_EQ(sending.channel.texts, (std::vector<std::string>{"from 100", "end"}));
}

TEST(FileSender, sends_no_byte_of_what_is_there_already) {
    Sending sending{"", {.size = 3, .digest = true, .from = 3}};
    sending.disk.digest = kDigest;
    sending.channel.become_open();
    sending.read_all();
    EXPECT_TRUE(sending.channel.lengths.empty());
    EXPECT_EQ(sending.channel.texts, (std::vector<std::string>{"from 3", kDigestText, "end"}));
}

TEST(FileSender, fails_when_the_receiver_does_not_say_that_it_saved_it) {
    Sending sending{3, "abc", false, kDigest};
    sending.channel.become_open();
    sending.read_all();
    sending.channel.close();
    EXPECT_EQ(sending.events, failed(TransferFailure::unconfirmed));
}

TEST(FileSender, says_no_digest_of_more_than_it_sends) {
    Sending sending{3, "abcd", false, kDigest};
    sending.channel.become_open();
    sending.read_all();
    EXPECT_EQ(sending.events, failed(TransferFailure::unreadable));
    EXPECT_TRUE(sending.channel.texts.empty());
}

TEST(FileSender, fails_when_the_channel_closes_before_the_end) {
    Sending sending{framing::block, content_of(framing::block)};
    sending.channel.become_open();
    sending.channel.close();
    EXPECT_EQ(sending.events, failed(TransferFailure::closed));
}

TEST(FileSender, fails_and_sends_no_end_when_the_file_became_shorter) {
    Sending sending{framing::block, content_of(1000)};
    sending.channel.become_open();
    sending.read_all();
    EXPECT_EQ(sending.events, failed(TransferFailure::unreadable));
    EXPECT_TRUE(sending.channel.texts.empty());
    EXPECT_TRUE(sending.channel.closed);
}

TEST(FileSender, fails_when_the_file_cannot_be_read) {
    Sending sending{framing::block, content_of(framing::block)};
    sending.disk.broken = true;
    sending.channel.become_open();
    sending.read_all();
    EXPECT_EQ(sending.events, failed(TransferFailure::unreadable));
}

TEST(FileSender, sends_as_many_bytes_as_were_announced_of_a_file_that_grew) {
    const auto content = content_of(1000);
    Sending sending{600, content};
    sending.channel.become_open();
    sending.read_all();
    EXPECT_EQ(sending.channel.bytes, content.substr(0, 600));
}

TEST(Framing, reads_acknowledgements_and_nothing_else) {
    EXPECT_EQ(framing::read_ack("ack 1048576"), 1048576U);
    EXPECT_EQ(framing::read_ack("ack 9007199254740991"), 9007199254740991U);
    for (const auto* text : {"ack", "ack ", "ack -1", "ack 1 ", "ack 9007199254740992", "end", "",
                             "ack 99999999999999999999", "ack +1", "ack 0x1"})
        EXPECT_FALSE(framing::read_ack(text)) << text;
}

TEST(Framing, reads_digests_and_nothing_else) {
    EXPECT_EQ(framing::digest_message(kDigest), kDigestText);
    EXPECT_EQ(framing::read_digest(kDigestText), kDigest);
    for (const auto& text :
         {std::string{"sha256 "}, std::string{"sha256"}, kDigestText + "0",
          kDigestText.substr(0, kDigestText.size() - 1), "sha256 AB01" + std::string(60, '0'),
          "sha256 gb01" + std::string(60, '0')})
        EXPECT_FALSE(framing::read_digest(text)) << text;
}

}  // namespace

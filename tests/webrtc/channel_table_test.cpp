// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/channel_table.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "webrtc/two_associations.hpp"

namespace keks::client::webrtc::test {
namespace {

using testing::Each;
using testing::Ge;

class ChannelTables : public TwoAssociations {
  protected:
    static constexpr ChannelId id = 2;
    static constexpr std::size_t message_bytes = 10'000;

    void SetUp() override {
        on_writable_ = [this] { table_.on_writable(); };
        connect({});
        table_.connected(*sender_, true, 16);
        table_.open(id, "label");
    }

    void send(std::size_t messages) {
        for (std::size_t sent = 0; sent < messages; ++sent)
            table_.send(id, std::vector<std::byte>(message_bytes), false);
    }

    /** In bytes, at each event. */
    std::vector<std::size_t> handed_;
    std::vector<std::string> incoming_;

    ChannelTable table_{
        {.incoming = [this](auto, const auto& label) { incoming_.push_back(label); },
         .opened = [](auto) {},
         .message = [](auto, const auto&, auto) {},
         .handed = [this](auto, std::size_t bytes) { handed_.push_back(bytes); },
         .closed = [](auto) {},
         .quiet = [] {}}};
};

TEST_F(ChannelTables, TellAtOnceOfAMessageAfterWhichNoneWaits) {
    send(3);
    EXPECT_THAT(handed_, testing::ElementsAre(message_bytes, message_bytes, message_bytes));
}

TEST_F(ChannelTables, TellOfOthersByHalfOfWhatIsWorthBufferingAndOfAllInTheEnd) {
    constexpr std::size_t messages = 1000;
    send(messages);
    // They fill what SCTP takes; the others wait.
    const std::size_t at_once = handed_.size();
    ASSERT_LT(at_once, messages);
    // And the one that opened the channel.
    while (!ended_ && messages_arrived_ < messages + 1) turn();
    EXPECT_EQ(std::reduce(handed_.begin(), handed_.end()), messages * message_bytes);
    const std::vector<std::size_t> later(handed_.begin() + static_cast<std::ptrdiff_t>(at_once),
                                         handed_.end() - 1);
    EXPECT_FALSE(later.empty());
    EXPECT_THAT(later, Each(Ge(DataChannel::low_water / 2)));
}

TEST_F(ChannelTables, TellTheRestWithATick) {
    send(1000);
    const std::size_t at_once = handed_.size();
    // Fewer than make a half.
    while (!ended_ && messages_arrived_ < 40) turn();
    ASSERT_EQ(handed_.size(), at_once);
    const std::size_t told = std::reduce(handed_.begin(), handed_.end());
    table_.on_tick();
    table_.on_tick();
    ASSERT_EQ(handed_.size(), at_once + 1);
    EXPECT_GT(handed_.back(), 0U);
    EXPECT_EQ(std::reduce(handed_.begin(), handed_.end()), told + handed_.back());
}

TEST_F(ChannelTables, TakeNoChannelOfThePeersOnceAllIsLost) {
    table_.lost();
    const auto open = encode_dcep_open("late");
    table_.on_message(1, static_cast<std::uint32_t>(Ppid::dcep), {open.begin(), open.end()});
    EXPECT_TRUE(incoming_.empty());
}

}  // namespace
}  // namespace keks::client::webrtc::test

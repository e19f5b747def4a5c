// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/channel_table.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <numeric>
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

    ChannelTable table_{{.incoming = [](auto, const auto&) {},
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

}  // namespace
}  // namespace keks::client::webrtc::test

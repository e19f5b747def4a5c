// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/data_channel.hpp"
#include "client/webrtc/channel_table.hpp"

namespace keks::client::webrtc {

class RtcCore;

/** The loop's end of a data channel. */
class RtcChannel final : public DataChannel {
  public:
    RtcChannel(std::shared_ptr<RtcCore> core, ChannelId id, std::string label);
    RtcChannel(const RtcChannel&) = delete;
    RtcChannel& operator=(const RtcChannel&) = delete;
    ~RtcChannel() override;

    const std::string& label() const override { return label_; }
    void listen(Events events) override;
    bool is_open() const override { return open_; }
    bool send(std::span<const std::byte> bytes) override;
    bool send_text(std::string_view text) override;
    std::size_t buffered_amount() const override { return buffered_; }
    void pause() override { paused_ = true; }
    void resume() override;
    void close() override;

    /** Nobody reads what has come. */
    void discard();

    // What the core was told.
    void on_opened();
    void on_message(MessageBytes bytes, bool text);
    void on_handed(std::size_t bytes);
    void on_closed();

  private:
    struct Message {
        MessageBytes bytes;
        bool text;
    };

    bool send_as(std::span<const std::byte> bytes, bool text);
    void deliver();
    bool deliver_one();

    std::shared_ptr<RtcCore> core_;
    ChannelId id_;
    std::string label_;
    // Shared so that it outlives a call in which the channel is destroyed.
    std::shared_ptr<Events> events_;
    std::deque<Message> inbox_;
    std::size_t buffered_ = 0;
    bool open_ = false;
    bool closing_ = false;
    bool closed_ = false;
    bool paused_ = false;
    bool delivering_ = false;
    bool tell_opened_ = false;
    bool tell_closed_ = false;
    // Tells deliver() whether the channel is still there.
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::client::webrtc

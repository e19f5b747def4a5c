// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "client/peer_connection.hpp"
#include "client/webrtc/channel_table.hpp"
#include "client/webrtc/engine.hpp"
#include "client/webrtc/jsep_session.hpp"

namespace keks::client::webrtc {

class RtcChannel;

/**
 * The loop's end of a connection, which its channels share. All that crosses to the WebRTC thread
 * and back crosses here.
 */
class RtcCore : public std::enable_shared_from_this<RtcCore> {
  public:
    RtcCore(boost::asio::any_io_executor loop, std::shared_ptr<Engine> engine,
            PeerConnection::Events events, Fingerprint own);

    /** Makes the other end. */
    void start(std::vector<IceServer> servers, Certificate certificate);
    /** Without events of the connection; channels get theirs. */
    void abandon();
    void finish(std::function<void()> quiet);
    void close();

    bool make_offer();
    bool make_answer();
    bool set_remote(const SessionDescription& description);
    void roll_back() { jsep_.roll_back(); }
    void add_candidate(const IceCandidate& candidate);
    std::unique_ptr<DataChannel> open_channel(std::string label);
    bool negotiated() const { return jsep_.parameters().has_value(); }
    void both_are_rift(bool both);

    // For the channels.
    void enter(ChannelId id, RtcChannel& channel) { channels_[id] = &channel; }
    void leave(ChannelId id);
    void send(ChannelId id, std::vector<std::byte> message, bool text);
    void close_channel(ChannelId id);
    /** A message of so many bytes. */
    void delivered(std::size_t bytes);
    std::size_t peer_max_message_size() const;

  private:
    using Made = boost::system::result<SessionDescription, SdpFault>;

    Transport::Events transport_events();
    ChannelTable::Events channel_events();
    void on_transport(std::function<void(Transport&)> task);
    void with_channel(ChannelId id, const std::function<void(RtcChannel&)>& task);
    void end_transport();
    void announce(Made made);
    void refuse(std::string reason);
    void settle();
    void take_candidate(const std::string& line);
    void on_described(const SessionDescription& description);
    void on_candidate(std::string line);
    void on_gathered();
    void on_state(ConnectionState state);
    void on_message(ChannelId id, MessageBytes bytes, bool text);
    void on_incoming(ChannelId id, std::string label);
    void on_quiet();

    boost::asio::any_io_executor loop_;
    std::shared_ptr<Engine> engine_;
    std::shared_ptr<RemoteEnd> remote_ = std::make_shared<RemoteEnd>();
    PeerConnection::Events events_;
    JsepSession jsep_;
    std::map<ChannelId, RtcChannel*> channels_;
    std::vector<std::string> held_candidates_;
    ChannelId last_opened_ = 0;
    std::function<void()> quiet_;
    bool finishing_ = false;
    bool closed_ = false;
    bool abandoned_ = false;
};

}  // namespace keks::client::webrtc

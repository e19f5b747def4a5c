// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "client/data_channel.hpp"
#include "client/resources/byte_stream.hpp"

namespace keks::client {

/** Joins a channel and a byte stream until both have ended. */
class PortTunnel {
  public:
    /** `cut`: something broke, and either end may lack bytes. */
    enum class End { whole, cut };
    /** Comes once, and last; the tunnel may be destroyed in it. */
    using Over = std::function<void(End)>;

    /** `flow`: both know the capability. The channel is open. */
    PortTunnel(std::unique_ptr<DataChannel> channel, std::unique_ptr<ByteStream> stream, bool flow,
               Over over);
    /** Cuts it, without an event. */
    ~PortTunnel();
    PortTunnel(const PortTunnel&) = delete;
    PortTunnel& operator=(const PortTunnel&) = delete;

    /** To be called once. It may be over within. */
    void start();

    /** From the stream to the channel. */
    [[nodiscard]] std::uint64_t sent() const { return sent_; }
    /** From the channel to the stream. */
    [[nodiscard]] std::uint64_t received() const { return written_; }

  private:
    using Bytes = std::span<const std::byte>;

    void read();
    void came(std::optional<Bytes> bytes);
    void end_of_stream();
    [[nodiscard]] bool has_room() const;

    void heard(Bytes bytes, bool text);
    void heard_text(std::string_view text);
    void heard_bytes(Bytes bytes);
    void closed();

    void write();
    void wrote(std::size_t size, bool done);
    void acknowledge();
    void all_written();
    [[nodiscard]] std::uint64_t unwritten() const { return arrived_ - written_; }
    void finish(End end);

    std::unique_ptr<DataChannel> channel_;
    std::unique_ptr<ByteStream> stream_;
    const bool flow_;
    Over over_;

    bool reading_ = false;
    bool stream_ended_ = false;
    std::uint64_t sent_ = 0;
    std::uint64_t acknowledged_ = 0;

    std::vector<std::byte> waiting_;  // to be written
    bool writing_ = false;
    bool paused_ = false;
    bool peer_ended_ = false;
    bool closed_ = false;
    bool told_end_ = false;  // the stream, of the peer's end
    std::uint64_t arrived_ = 0;
    std::uint64_t written_ = 0;
    std::uint64_t told_ = 0;  // that so many were written
};

}  // namespace keks::client

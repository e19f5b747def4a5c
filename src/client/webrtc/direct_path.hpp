// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gio/gio.h>
#include <sys/socket.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include "client/webrtc/datagram_batch.hpp"

namespace keks::client::webrtc {

/** From one of libnice's UDP sockets to the peer's address, without a relay in between. */
class DirectPath {
  public:
    /** Keeps `socket`; `remote` is an IPv4 or IPv6 address. */
    DirectPath(GSocket* socket, const sockaddr_storage& remote);
    DirectPath(const DirectPath&) = delete;
    DirectPath& operator=(const DirectPath&) = delete;
    /** The socket receives datagrams one by one again. */
    ~DirectPath();

    /** One system call where the kernel can cut (udp(7), UDP_SEGMENT), one for each datagram where
     * it cannot. What cannot be sent now is lost, as any datagram may be. */
    void send(const DatagramBatch& batch);

    /** Whether the remote address is one of this machine's: datagrams of up to 64 KiB then go there
     * in one piece, through nothing that could drop parts of them. It may be a relay's. */
    [[nodiscard]] bool is_local() const;

    /** From now on the socket may receive several datagrams in one piece (UDP_GRO): as they left
     * in one call, where the way is local. Other ways may join what others have sent, of which
     * libnice takes only the first. */
    void join_received();

  private:
    void set_joining(bool joining);
    [[nodiscard]] std::optional<int> error_of(std::span<const std::byte> bytes,
                                              std::size_t segment) const;

    struct Unref {
        void operator()(GSocket* socket) const { g_object_unref(socket); }
    };
    std::unique_ptr<GSocket, Unref> socket_;
    sockaddr_storage remote_;
    bool cuts_ = true;
    bool joins_ = false;
};

}  // namespace keks::client::webrtc

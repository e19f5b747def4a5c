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

    /** One system call where the kernel can cut (udp(7), UDP_SEGMENT), one for each datagram where
     * it cannot. What cannot be sent now is lost, as any datagram may be. */
    void send(const DatagramBatch& batch);

    /** Whether the remote address is one of this machine's: datagrams of up to 64 KiB then go there
     * in one piece, through nothing that could drop parts of them. It may be a relay's. */
    [[nodiscard]] bool is_local() const;

  private:
    [[nodiscard]] std::optional<int> error_of(std::span<const std::byte> bytes,
                                              std::size_t segment) const;

    struct Unref {
        void operator()(GSocket* socket) const { g_object_unref(socket); }
    };
    std::unique_ptr<GSocket, Unref> socket_;
    sockaddr_storage remote_;
    bool cuts_ = true;
};

}  // namespace keks::client::webrtc

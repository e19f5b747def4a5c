// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstddef>
#include <map>
#include <optional>

namespace keks::server {

// Who a connection comes from, as far as it is limited: an IPv4 address, or the /64 network of an
// IPv6 address, because one host has all of that.
using AddressKey = std::array<unsigned char, 8>;

// Counts connections by address.
class AddressLimit {
  public:
    explicit AddressLimit(std::size_t bound) : bound_(bound) {}

    // The key of a peer's socket address. None for what is never limited, because it may be a
    // reverse proxy that speaks for everybody: loopback and unix sockets.
    [[nodiscard]] static std::optional<AddressKey> key_of(const sockaddr& peer);

    // False if the address has its full number already.
    [[nodiscard]] bool add(const AddressKey& key);
    void remove(const AddressKey& key);

  private:
    std::size_t bound_;
    std::map<AddressKey, std::size_t> counts_;
};

}  // namespace keks::server

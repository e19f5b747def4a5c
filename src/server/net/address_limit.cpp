// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/address_limit.hpp"

#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace keks::server {
namespace {

// IPv4 keys start with bytes that no routed IPv6 network has (RFC 4291, section 2.5.5.2).
std::optional<AddressKey> key_of_v4(const unsigned char* address) {
    if (address[0] == 127) return std::nullopt;
    AddressKey key{0, 0, 0xFF, 0xFF};
    std::copy_n(address, 4, key.begin() + 4);
    return key;
}

std::optional<AddressKey> key_of_v6(const in6_addr& address) {
    if (IN6_IS_ADDR_LOOPBACK(&address)) return std::nullopt;
    if (IN6_IS_ADDR_V4MAPPED(&address)) return key_of_v4(&address.s6_addr[12]);
    AddressKey key{};
    std::copy_n(std::begin(address.s6_addr), key.size(), key.begin());
    return key;
}

}  // namespace

std::optional<AddressKey> AddressLimit::key_of(const sockaddr& peer) {
    if (peer.sa_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &peer, sizeof v4);
        std::array<unsigned char, 4> bytes{};
        std::memcpy(bytes.data(), &v4.sin_addr, bytes.size());
        return key_of_v4(bytes.data());
    }
    if (peer.sa_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &peer, sizeof v6);
        return key_of_v6(v6.sin6_addr);
    }
    return std::nullopt;
}

bool AddressLimit::add(const AddressKey& key) {
    const auto found = counts_.find(key);
    if (found == counts_.end()) {
        if (bound_ == 0) return false;
        counts_.emplace(key, 1);
        return true;
    }
    if (found->second >= bound_) return false;
    ++found->second;
    return true;
}

void AddressLimit::remove(const AddressKey& key) {
    const auto found = counts_.find(key);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "support/local_network.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <fstream>
#include <memory>

namespace keks::test {

std::string outward_address() {
    ifaddrs* first = nullptr;
    if (getifaddrs(&first) != 0) return {};
    const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> all{first, freeifaddrs};
    for (const ifaddrs* entry = first; entry != nullptr; entry = entry->ifa_next) {
        if (entry->ifa_addr == nullptr || entry->ifa_addr->sa_family != AF_INET) continue;
        if ((entry->ifa_flags & IFF_LOOPBACK) != 0 || (entry->ifa_flags & IFF_UP) == 0) continue;
        const auto* v4 = static_cast<const sockaddr_in*>(static_cast<const void*>(entry->ifa_addr));
        std::array<char, INET_ADDRSTRLEN> text{};
        inet_ntop(AF_INET, &v4->sin_addr, text.data(), text.size());
        return text.data();
    }
    return {};
}

// The file is not there where the system has no IPv6 at all.
bool maps_ipv4_into_ipv6() {
    std::ifstream setting{"/proc/sys/net/ipv6/bindv6only"};
    return setting.get() == '0';
}

}  // namespace keks::test

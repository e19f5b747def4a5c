// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/address_limit.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>

namespace keks::server {
namespace {

std::optional<AddressKey> key(const char* address) {
    sockaddr_storage storage{};
    sockaddr_in6 v6{};
    sockaddr_in v4{};
    if (inet_pton(AF_INET, address, &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        std::memcpy(&storage, &v4, sizeof v4);
    } else {
        EXPECT_EQ(inet_pton(AF_INET6, address, &v6.sin6_addr), 1) << address;
        v6.sin6_family = AF_INET6;
        std::memcpy(&storage, &v6, sizeof v6);
    }
    return AddressLimit::key_of(reinterpret_cast<const sockaddr&>(storage));
}

TEST(AddressKeys, TellIpv4AddressesApart) {
    EXPECT_EQ(key("192.0.2.1"), key("192.0.2.1"));
    EXPECT_NE(key("192.0.2.1"), key("192.0.2.2"));
}

TEST(AddressKeys, TakeAnIpv6NetworkForOneHost) {
    EXPECT_EQ(key("2001:db8::1"), key("2001:db8::ffff:1"));
    EXPECT_NE(key("2001:db8::1"), key("2001:db8:0:1::1"));
}

TEST(AddressKeys, TakeAMappedAddressForWhatItMaps) {
    EXPECT_EQ(key("::ffff:192.0.2.1"), key("192.0.2.1"));
    EXPECT_EQ(key("::ffff:127.0.0.1"), std::nullopt);
}

TEST(AddressKeys, LeaveOutReverseProxies) {
    EXPECT_EQ(key("127.0.0.1"), std::nullopt);
    EXPECT_EQ(key("127.9.9.9"), std::nullopt);
    EXPECT_EQ(key("::1"), std::nullopt);
    const sockaddr unix_peer{.sa_family = AF_UNIX, .sa_data = {}};
    EXPECT_EQ(AddressLimit::key_of(unix_peer), std::nullopt);
}

TEST(AddressLimits, HoldForEachAddressAlone) {
    AddressLimit limit{2};
    const AddressKey a = key("192.0.2.1").value();
    const AddressKey b = key("192.0.2.2").value();
    EXPECT_TRUE(limit.add(a));
    EXPECT_TRUE(limit.add(a));
    EXPECT_FALSE(limit.add(a));
    EXPECT_TRUE(limit.add(b));
    limit.remove(a);
    EXPECT_TRUE(limit.add(a));
    EXPECT_FALSE(limit.add(a));
}

}  // namespace
}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/endpoint.hpp"

#include <gtest/gtest.h>

namespace keks::server {
namespace {

TEST(Endpoint, ReadsAnIpv4AddressWithAPort) {
    EXPECT_EQ(parse_endpoint("127.0.0.1:24319"),
              Endpoint(IpEndpoint{Ipv4Bytes{127, 0, 0, 1}, 24319}));
    EXPECT_EQ(parse_endpoint("0.0.0.0:0"), Endpoint(IpEndpoint{Ipv4Bytes{}, 0}));
    EXPECT_EQ(parse_endpoint("10.1.2.3:65535"),
              Endpoint(IpEndpoint{Ipv4Bytes{10, 1, 2, 3}, 65535}));
}

TEST(Endpoint, ReadsAnIpv6AddressInBracketsWithAPort) {
    Ipv6Bytes loopback{};
    loopback[15] = 1;
    EXPECT_EQ(parse_endpoint("[::1]:24319"), Endpoint(IpEndpoint{loopback, 24319}));
    EXPECT_EQ(parse_endpoint("[0:0:0:0:0:0:0:1]:80"), Endpoint(IpEndpoint{loopback, 80}));
    EXPECT_EQ(parse_endpoint("[::]:80"), Endpoint(IpEndpoint{Ipv6Bytes{}, 80}));
}

TEST(Endpoint, ReadsThePathOfAUnixSocket) {
    EXPECT_EQ(parse_endpoint("unix:/run/keks.sock"), Endpoint(UnixEndpoint{"/run/keks.sock"}));
    const auto longest = "/" + std::string(106, 'x');
    EXPECT_EQ(parse_endpoint("unix:" + longest), Endpoint(UnixEndpoint{longest}));
}

TEST(Endpoint, RefusesEverythingElse) {
    for (const std::string_view text : {"",
                                        ":",
                                        ":80",
                                        "localhost",
                                        "localhost:80",
                                        "127.0.0.1",
                                        "127.0.0.1:",
                                        "127.0.0.1:65536",
                                        "127.0.0.1:-1",
                                        "127.0.0.1:+1",
                                        "127.0.0.1: 80",
                                        "127.0.0.1:80 ",
                                        " 127.0.0.1:80",
                                        "127.0.0.1:000080",
                                        "127.0.0.1:8x",
                                        "127.0.0.256:80",
                                        "127.1:80",
                                        "::1:80",
                                        "[::1]",
                                        "[::1]:",
                                        "[::1",
                                        "[]:80",
                                        "[127.0.0.1]:80",
                                        "[::g]:80",
                                        "http://127.0.0.1:80",
                                        "unix:",
                                        "unix:/",
                                        "unix:relative",
                                        "unix:/directory/",
                                        "UNIX:/x"}) {
        EXPECT_EQ(parse_endpoint(text), std::nullopt) << text;
    }
    using namespace std::string_view_literals;
    EXPECT_EQ(parse_endpoint("unix:/a\0b"sv), std::nullopt);
    EXPECT_EQ(parse_endpoint("127.0.0.1\0:80"sv), std::nullopt);
    EXPECT_EQ(parse_endpoint("unix:/" + std::string(107, 'x')), std::nullopt);
}

TEST(Endpoint, IsWrittenAsItIsRead) {
    for (const std::string text :
         {"127.0.0.1:24319", "0.0.0.0:0", "[::1]:24319", "[2001:db8::5]:443", "unix:/run/k.sock"}) {
        const auto endpoint = parse_endpoint(text);
        ASSERT_TRUE(endpoint) << text;
        EXPECT_EQ(to_string(*endpoint), text);
    }
}

}  // namespace
}  // namespace keks::server

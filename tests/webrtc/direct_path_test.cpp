// SPDX-License-Identifier: AGPL-3.0-only
// From one real socket of loopback to another.
#include "client/webrtc/direct_path.hpp"

#include <gmock/gmock.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <memory>
#include <utility>
#include <vector>

namespace keks::client::webrtc {
namespace {

struct Unref {
    void operator()(GSocket* socket) const { g_object_unref(socket); }
};

sockaddr_storage loopback() {
    sockaddr_storage storage{};
    auto& address = reinterpret_cast<sockaddr_in&>(storage);
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return storage;
}

class DirectPathOverLoopback : public testing::Test {
  protected:
    DirectPathOverLoopback()
        : receiver_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)),
          sender_(g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP,
                               nullptr)) {
        const auto any_port = loopback();
        EXPECT_EQ(
            ::bind(receiver_, reinterpret_cast<const sockaddr*>(&any_port), sizeof(sockaddr_in)),
            0);
        socklen_t length = sizeof address;
        ::getsockname(receiver_, reinterpret_cast<sockaddr*>(&address), &length);
    }
    void TearDown() override { ::close(receiver_); }

    GSocket* sender() { return sender_.get(); }
    /** libnice's would be one of GLib's, which takes the socket over. */
    GSocket* receiver() {
        receiver_socket_.reset(g_socket_new_from_fd(::dup(receiver_), nullptr));
        return receiver_socket_.get();
    }

    /** The lengths of the next datagrams, and what they are filled with. */
    std::vector<std::pair<long, int>> received(std::size_t datagrams) {
        std::vector<std::pair<long, int>> all;
        std::array<char, 65536> buffer{};
        while (all.size() < datagrams) {
            // What is sent over loopback is there when the call returns; a second is for what is
            // not.
            pollfd readable{receiver_, POLLIN, 0};
            if (::poll(&readable, 1, 1000) != 1) break;
            const auto length = ::recv(receiver_, buffer.data(), buffer.size(), 0);
            if (length < 0) break;
            all.emplace_back(length, buffer[0]);
        }
        return all;
    }

    static DatagramBatch batch_of(std::initializer_list<std::pair<long, int>> datagrams) {
        DatagramBatch batch;
        for (const auto& [length, fill] : datagrams) {
            const std::vector<std::byte> bytes(static_cast<std::size_t>(length), std::byte(fill));
            EXPECT_TRUE(batch.add(bytes));
        }
        return batch;
    }

    sockaddr_storage address{};

  private:
    int receiver_;
    std::unique_ptr<GSocket, Unref> sender_;
    std::unique_ptr<GSocket, Unref> receiver_socket_;
};

TEST_F(DirectPathOverLoopback, DatagramsThatLeaveTogetherArriveOneByOne) {
    DirectPath path{sender(), address};
    path.send(batch_of({{1200, 1}, {1200, 2}, {1200, 3}, {7, 4}}));
    EXPECT_THAT(received(4), testing::ElementsAre(std::pair{1200, 1}, std::pair{1200, 2},
                                                  std::pair{1200, 3}, std::pair{7, 4}));
}

TEST_F(DirectPathOverLoopback, ThoseOfSixteenKibibytesDoAsWell) {
    DirectPath path{sender(), address};
    path.send(batch_of({{16'373, 1}, {16'373, 2}, {16'373, 3}, {16'373, 4}}));
    EXPECT_THAT(received(4), testing::ElementsAre(std::pair{16'373, 1}, std::pair{16'373, 2},
                                                  std::pair{16'373, 3}, std::pair{16'373, 4}));
}

TEST_F(DirectPathOverLoopback, TheyArriveInOnePieceWhereThatIsAskedForAndAsLong) {
    DirectPath path{sender(), address};
    {
        DirectPath back{receiver(), address};
        back.join_received();
        path.send(batch_of({{16'373, 1}, {16'373, 2}, {16'373, 3}, {7, 4}}));
        EXPECT_THAT(received(1), testing::ElementsAre(std::pair{3 * 16'373 + 7, 1}));
    }
    path.send(batch_of({{500, 1}, {500, 2}}));
    EXPECT_THAT(received(2), testing::ElementsAre(std::pair{500, 1}, std::pair{500, 2}));
}

TEST_F(DirectPathOverLoopback, TheyArriveWhereTheKernelDoesNotCut) {
    // It does not for a socket without checksums.
    ASSERT_TRUE(g_socket_set_option(sender(), SOL_SOCKET, SO_NO_CHECK, 1, nullptr));
    DirectPath path{sender(), address};
    for (const int turn : {1, 2}) {
        path.send(batch_of({{500, turn}, {500, 8}, {3, 9}}));
        EXPECT_THAT(received(3),
                    testing::ElementsAre(std::pair{500, turn}, std::pair{500, 8}, std::pair{3, 9}));
    }
}

TEST_F(DirectPathOverLoopback, ASocketThatIsClosedSendsNothing) {
    DirectPath path{sender(), address};
    ASSERT_TRUE(g_socket_close(sender(), nullptr));
    path.send(batch_of({{500, 1}, {500, 2}}));
    EXPECT_THAT(received(1), testing::IsEmpty());
}

TEST_F(DirectPathOverLoopback, KnowsWhoIsOnThisMachine) {
    EXPECT_TRUE((DirectPath{sender(), address}.is_local()));
    sockaddr_storage elsewhere = loopback();
    // Of TEST-NET-1 (RFC 5737): nobody's; whether there is a way there or not, it leaves the
    // machine.
    reinterpret_cast<sockaddr_in&>(elsewhere).sin_addr.s_addr = htonl(0xC0000201);
    reinterpret_cast<sockaddr_in&>(elsewhere).sin_port = htons(9);
    EXPECT_FALSE((DirectPath{sender(), elsewhere}.is_local()));
}

TEST(DirectPathOverIpv6, KnowsWhoIsOnThisMachine) {
    const std::unique_ptr<GSocket, Unref> socket{
        g_socket_new(G_SOCKET_FAMILY_IPV6, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, nullptr)};
    if (!socket) GTEST_SKIP() << "there is no IPv6";
    sockaddr_storage storage{};
    auto& address = reinterpret_cast<sockaddr_in6&>(storage);
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_loopback;
    address.sin6_port = htons(9);
    EXPECT_TRUE((DirectPath{socket.get(), storage}.is_local()));
}

}  // namespace
}  // namespace keks::client::webrtc

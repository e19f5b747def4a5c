// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/transfer.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include <array>
#include <boost/asio/error.hpp>
#include <cerrno>

namespace keks::server {
namespace {

ssize_t try_send(int socket, std::span<iovec> parts, int flags) {
    // The kernel has less to look at.
    if (parts.size() == 1) return ::send(socket, parts[0].iov_base, parts[0].iov_len, flags);
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    return ::sendmsg(socket, &message, flags);
}

// Only read, as send_now() says.
iovec part(std::string_view text) {
    return {.iov_base = const_cast<char*>(text.data()), .iov_len = text.size()};
}

Transferred result_of(ssize_t count) {
    if (count >= 0) return {.error = {}, .bytes = static_cast<std::size_t>(count)};
    if (errno == EAGAIN || errno == EWOULDBLOCK) return {};
    return {.error = {errno, boost::system::system_category()}};
}

}  // namespace

Transferred receive_now(int socket, std::span<char> into) {
    ssize_t count = 0;
    do count = ::recv(socket, into.data(), into.size(), MSG_DONTWAIT);
    while (count < 0 && errno == EINTR);
    if (count == 0) return {.error = boost::asio::error::eof};
    return result_of(count);
}

Transferred send_now(int socket, std::span<iovec> parts, Followed followed) {
    const int more = followed == Followed::by_more ? MSG_MORE : 0;
    ssize_t count = 0;
    do count = try_send(socket, parts, MSG_DONTWAIT | MSG_NOSIGNAL | more);
    while (count < 0 && errno == EINTR);
    return result_of(count);
}

Transferred send_now(int socket, std::string_view head, std::string_view body, Followed followed) {
    std::array<iovec, 2> parts{part(head), part(body)};
    return send_now(socket, std::span{parts}.first(body.empty() ? 1 : 2), followed);
}

Transferred send_file_now(int socket, const FilePart& part, Followed followed) {
    const int cork = 1;
    // Fails where there are no packets anyway.
    if (followed == Followed::by_more)
        static_cast<void>(::setsockopt(socket, IPPROTO_TCP, TCP_CORK, &cork, sizeof cork));
    ssize_t count = 0;
    off_t offset = part.offset;
    do count = ::sendfile(socket, part.file, &offset, part.size);
    while (count < 0 && errno == EINTR);
    if (count == 0 && part.size > 0) return {.error = boost::asio::error::eof};
    return result_of(count);
}

}  // namespace keks::server

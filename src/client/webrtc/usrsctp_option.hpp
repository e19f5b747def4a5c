// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <usrsctp.h>

#include <cerrno>
#include <system_error>

namespace keks::client::webrtc {

/** Throws std::system_error with errno, where usrsctp's functions leave it. */
inline void require_usrsctp(bool done) {
    if (!done) throw std::system_error{errno, std::generic_category(), "usrsctp"};
}

/** Of a socket (RFC 6458, section 8). Throws std::system_error. */
template <typename Value>
void set_option(struct socket* socket, int level, int name, const Value& value) {
    require_usrsctp(usrsctp_setsockopt(socket, level, name, &value, sizeof value) == 0);
}

}  // namespace keks::client::webrtc

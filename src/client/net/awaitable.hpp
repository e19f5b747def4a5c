// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace keks::client::net {

template <class T>
using Awaitable = boost::asio::awaitable<T>;

/**
 * Completes with a tuple whose first element is the error code: no exceptions for what servers do.
 * Name what is awaited before asking about it: g++ 12 was seen to resume a broken frame where an
 * `if` declared its condition with co_await.
 */
inline constexpr auto use_await = boost::asio::as_tuple(boost::asio::use_awaitable);

}  // namespace keks::client::net

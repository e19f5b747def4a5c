// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/net/event_loop.hpp"

// The socket types of this layer: TCP and unix sockets are served by the same code.
namespace keks::server {

using StreamProtocol = boost::asio::generic::stream_protocol;
using Socket = boost::asio::basic_stream_socket<StreamProtocol, EventLoop::Executor>;
using Acceptor = boost::asio::basic_socket_acceptor<StreamProtocol, EventLoop::Executor>;

template <class T>
using Awaitable = boost::asio::awaitable<T, EventLoop::Executor>;

// Completes with a tuple whose first element is the error code: no exceptions for what peers do.
// Name what is awaited before asking about it: g++ 12 was seen to resume a broken frame where an
// `if` declared its condition with co_await.
inline constexpr auto kAwait =
    boost::asio::as_tuple_t<boost::asio::use_awaitable_t<EventLoop::Executor>>{};

}  // namespace keks::server

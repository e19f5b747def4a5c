// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>

#include "client/clock.hpp"

namespace keks::client {

/** The steady clock of the machine. */
std::unique_ptr<Clock> make_clock(boost::asio::any_io_executor loop);

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "client/data_channel.hpp"

namespace keks::client {

/** Why a channel that was asked for did not come. */
enum class NoChannel {
    left,       // the member is gone
    withdrawn,  // its owner does not offer the resource any more, or the member does not want it
    silent,     // not within channel_patience
    unheard,    // of a port: one of both lost the server, by which it was asked for
};

/** A channel that is open, or why there is none. */
using OpenedChannel = boost::system::result<std::unique_ptr<DataChannel>, NoChannel>;
using OnChannel = std::function<void(OpenedChannel)>;

/** Until a channel that was asked for is given up. */
inline constexpr std::chrono::milliseconds channel_patience{60'000};

/** Channels to or from one member that are asked for and not there yet, each way. */
inline constexpr std::size_t max_waiting_channels = 256;

}  // namespace keks::client

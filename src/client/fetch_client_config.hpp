// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>

#include "client/client_config.hpp"
#include "client/server_trust.hpp"
#include "client/server_uri.hpp"

namespace keks::client {

/** A request that is under way. Destroyed (in its own call as well), it calls no more. */
class ConfigFetch {
  public:
    ConfigFetch() = default;
    ConfigFetch(const ConfigFetch&) = delete;
    ConfigFetch& operator=(const ConfigFetch&) = delete;
    virtual ~ConfigFetch() = default;
};

struct ConfigFetchOptions {
    ServerTrust trust = {};
    /** From the look-up of the name to the last byte. */
    std::chrono::milliseconds time{10'000};
};

using ConfigResult = boost::system::result<ClientConfig, ConfigFault>;

/**
 * Gets `config.json` below the server's path, at most 64 KiB of it, by the rules for redirects and
 * certificates that signalling follows. Calls `done` once, on the loop, never from within. Without
 * the configuration one goes on without ICE servers; the fault says why there is none.
 */
[[nodiscard]] std::unique_ptr<ConfigFetch> fetch_client_config(
    const boost::asio::any_io_executor& loop, const ServerUri& server, ConfigFetchOptions options,
    std::function<void(ConfigResult)> done);

}  // namespace keks::client

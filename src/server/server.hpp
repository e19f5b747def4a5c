// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <string>

#include "server/assets/asset_store.hpp"
#include "server/config/config.hpp"

namespace keks::server {

// `keks-meet 1.2.3`, as `init` and /version tell it.
[[nodiscard]] std::string version();

// The whole server: built, started and stopped here.
class Server {
  public:
    // Listens at once; throws ListenError. `config` is copied.
    Server(const Config& config, std::shared_ptr<const AssetStore> assets);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // The address that browsers open.
    [[nodiscard]] std::string url() const;
    // The address of /metrics; empty without one.
    [[nodiscard]] std::string metrics_url() const;

    // Serves until SIGINT or SIGTERM and returns 0 when every client was told and is gone, or after
    // the close timeout. At a second signal returns at once, with 128 and the signal's number.
    int run();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <span>

#include "server/assets/asset_store.hpp"

namespace keks::server {

// The web client that was built into the program: sorted by path, in static memory.
[[nodiscard]] std::span<const Asset> embedded_assets();

// Serves a table of assets that outlives the store and is sorted by path.
class EmbeddedStore final : public AssetStore {
  public:
    explicit EmbeddedStore(std::span<const Asset> sorted = embedded_assets()) : assets_{sorted} {}
    [[nodiscard]] std::shared_ptr<const Asset> find(std::string_view path) const override;

  private:
    std::span<const Asset> assets_;
};

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/assets/asset_store.hpp"
#include "server/config/config.hpp"
#include "server/http/theme.hpp"

namespace keks::server {

// Everything that the server shows over HTTP. Immutable: a new configuration makes a new site, and
// responses of the old one stay valid.
class Site {
  public:
    // `version` is the body of /version.
    Site(std::shared_ptr<const AssetStore> assets, const Config& config, std::string version);

    [[nodiscard]] std::shared_ptr<const Asset> asset(std::string_view path) const {
        return assets_->find(path);
    }
    // As `asset`, for a page, which then names the configured background (theme.hpp).
    [[nodiscard]] std::shared_ptr<const Asset> page(std::string_view path) const;
    [[nodiscard]] const std::shared_ptr<const Asset>& client_config() const { return config_; }
    [[nodiscard]] const std::shared_ptr<const Asset>& overrides() const { return overrides_; }
    [[nodiscard]] const std::shared_ptr<const Asset>& version() const { return version_; }

  private:
    std::shared_ptr<const AssetStore> assets_;
    std::shared_ptr<const Asset> config_;
    std::shared_ptr<const Asset> overrides_;
    std::shared_ptr<const Asset> version_;
    mutable std::optional<ThemedPages> themed_;  // none if the background has no colour
};

// The body of /config.json: what clients need of the configuration and nothing else (protocol
// section 8).
[[nodiscard]] std::string render_client_config(const Config& config);

// The body of /overrides.css: the configured colours as CSS custom properties, and those of the
// client's further colours that they ask for (palette.hpp).
[[nodiscard]] std::string render_overrides(const Config::Appearance& appearance);

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <filesystem>

#include "server/assets/asset_store.hpp"

namespace keks::server {

// Serves the files below one directory as they are at that moment, for work on the web client
// (--web-root). Every file is read anew, whole, on the calling thread, and is never to be cached.
class DiskStore final : public AssetStore {
  public:
    // `root` must exist and be a directory, else std::filesystem::filesystem_error.
    explicit DiskStore(const std::filesystem::path& root);

    // Only regular files of at most 64 MiB whose path has plain names (no `.`, `..`, empty or
    // hidden ones, no backslash, no control characters) and that symbolic links do not place
    // outside the root.
    [[nodiscard]] std::shared_ptr<const Asset> find(std::string_view path) const override;

  private:
    std::filesystem::path root_;  // absolute, links resolved
};

}  // namespace keks::server

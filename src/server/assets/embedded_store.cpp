// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/embedded_store.hpp"

#include <algorithm>
#include <functional>

namespace keks::server {

std::shared_ptr<const Asset> EmbeddedStore::find(std::string_view path) const {
    const auto found = std::ranges::lower_bound(assets_, path, std::less<>{}, &Asset::path);
    if (found == assets_.end() || found->path != path) return nullptr;
    // Shares ownership of nothing: the table is static.
    return {std::shared_ptr<void>{}, &*found};
}

}  // namespace keks::server

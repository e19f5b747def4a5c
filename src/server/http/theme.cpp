// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/theme.hpp"

#include <string>
#include <utility>

#include "server/assets/owned_asset.hpp"

namespace keks::server {
namespace {

// As web/static has it, which the build leaves as it is.
constexpr std::string_view kBeforeColour = "<meta name=\"theme-color\" content=\"";

}  // namespace

std::shared_ptr<const Asset> themed(std::shared_ptr<const Asset> page, std::string_view colour) {
    const auto html = page->identity.bytes;
    const auto before = html.find(kBeforeColour);
    if (before == std::string_view::npos) return page;
    const auto begin = before + kBeforeColour.size();
    const auto end = html.find('"', begin);
    if (end == std::string_view::npos || html.substr(begin, end - begin) == colour) return page;
    std::string bytes{html};
    bytes.replace(begin, end - begin, colour);
    return make_owned_asset(std::string{page->path}, std::move(bytes), page->mime,
                            page->cache_control);
}

std::shared_ptr<const Asset> ThemedPages::of(std::shared_ptr<const Asset> page) {
    const auto known = made_.find(page->path);
    if (known != made_.end() && known->second.etag == page->identity.etag)
        return known->second.page;
    Made made{std::string{page->identity.etag}, nullptr};
    std::string path{page->path};
    made.page = themed(std::move(page), colour_);
    return made_.insert_or_assign(std::move(path), std::move(made)).first->second.page;
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/room/provisions.hpp"

#include <algorithm>
#include <utility>

#include "client/relay_text.hpp"
#include "client/resources/file_name.hpp"

namespace keks::client {
namespace {

using Kind = Resource::Kind;

bool can_be_offered(const Resource& resource) {
    const bool track = resource.kind == Kind::audio_track || resource.kind == Kind::video_track;
    return !track && !resource.id.empty() && utf16_length(resource.id) <= relay_limits::id;
}

std::string label_of(const Resource& resource) {
    return resource.kind == Kind::file ? safe_file_name(resource.label)
                                       : one_line(resource.label, relay_limits::name);
}

}  // namespace

bool Provisions::add(Resource resource) {
    if (!can_be_offered(resource)) return false;
    resource.label = label_of(resource);
    const auto known = std::ranges::find(provided_, resource.id, &Resource::id);
    if (known == provided_.end() && provided_.size() >= relay_limits::resources) return false;
    std::erase(withdrawn_, resource.id);
    if (known != provided_.end()) {
        *known = std::move(resource);
    } else {
        provided_.push_back(std::move(resource));
    }
    return true;
}

bool Provisions::remove(std::string_view id) {
    const auto known = std::ranges::find(provided_, id, &Resource::id);
    if (known == provided_.end()) return false;
    withdrawn_.push_back(std::move(known->id));
    provided_.erase(known);
    if (withdrawn_.size() > relay_limits::resources) withdrawn_.pop_front();
    return true;
}

const Resource* Provisions::find(std::string_view id) const {
    const auto found = std::ranges::find(provided_, id, &Resource::id);
    return found == provided_.end() ? nullptr : &*found;
}

}  // namespace keks::client

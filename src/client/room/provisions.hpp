// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "client/relay_message.hpp"

namespace keks::client {

/** What we offer to the room, and what we offered until not long ago. */
class Provisions {
  public:
    /** One of the same id is replaced. False: not something to offer, or too many. */
    bool add(Resource resource);
    /** False: not provided. */
    bool remove(std::string_view id);

    /** Until the next change. */
    const Resource* find(std::string_view id) const;
    const std::vector<Resource>& all() const { return provided_; }
    /** Ids, at most relay_limits::resources of them. */
    const std::deque<std::string>& withdrawn() const { return withdrawn_; }

  private:
    std::vector<Resource> provided_;
    std::deque<std::string> withdrawn_;
};

}  // namespace keks::client

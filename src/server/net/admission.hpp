// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <utility>

#include "server/net/context.hpp"

namespace keks::server {

// Counts a connection for as long as it lives.
class Admission {
  public:
    // `key` has been added to the addresses already.
    Admission(NetContext& net, std::optional<AddressKey> key) : net_(&net), key_(key) {
        ++net_->connections;
        ++net_->counters.connections;
    }
    Admission(Admission&& other) noexcept
        : net_(std::exchange(other.net_, nullptr)), key_(other.key_) {}
    Admission& operator=(Admission&&) = delete;
    ~Admission() {
        if (net_ == nullptr) return;
        --net_->connections;
        if (key_) net_->addresses.remove(*key_);
    }

  private:
    NetContext* net_;
    std::optional<AddressKey> key_;
};

}  // namespace keks::server

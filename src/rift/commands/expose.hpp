// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>

#include "client/session.hpp"
#include "rift/options.hpp"
#include "rift/ports/tcp_connect.hpp"
#include "rift/ports/tunnels.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Lets all in the room connect to a TCP port of ours, until it is stopped. */
class Expose {
  public:
    /** `host` outlives it. */
    Expose(TaskHost& host, const ExposeOptions& options);
    Expose(const Expose&) = delete;
    Expose& operator=(const Expose&) = delete;

    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

    [[nodiscard]] const client::Resource& resource() const { return resource_; }

  private:
    void offered();
    void requested(client::MemberKey key);
    void connected(std::uint64_t number, client::MemberKey key, TcpConnected connected);
    void refuse(client::MemberKey key);

    TaskHost& host_;
    const TcpAddress address_;
    const client::Resource resource_;
    Tunnels tunnels_;
    bool told_unreachable_ = false;
};

}  // namespace keks::rift

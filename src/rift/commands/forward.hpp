// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "client/session.hpp"
#include "rift/commands/lookup.hpp"
#include "rift/options.hpp"
#include "rift/ports/tcp_listener.hpp"
#include "rift/ports/tunnels.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Listens here, and takes each connection to a port that a member exposes. */
class Forward {
  public:
    /** `host` outlives it. */
    Forward(TaskHost& host, ForwardOptions options);
    Forward(const Forward&) = delete;
    Forward& operator=(const Forward&) = delete;

    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

    /** Without a look around, for who knows it already. */
    void start(const FoundResult& found);

  private:
    void accepted(std::unique_ptr<client::ByteStream> stream);
    void gone(const std::string& why);
    void fail(const std::string& why);

    TaskHost& host_;
    const ForwardOptions options_;
    Lookup lookup_;
    std::optional<Found> port_;
    std::unique_ptr<TcpListener> listener_;
    Tunnels tunnels_;
};

}  // namespace keks::rift

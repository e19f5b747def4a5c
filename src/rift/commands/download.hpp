// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "client/session.hpp"
#include "rift/commands/lookup.hpp"
#include "rift/commands/receive.hpp"
#include "rift/options.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Takes one file that a member offers, and ends. */
class Download {
  public:
    /** `host` outlives it. */
    Download(TaskHost& host, const DownloadOptions& options);
    Download(const Download&) = delete;
    Download& operator=(const Download&) = delete;

    /** What is wrong with where it is to be saved, as far as that can be said before. */
    [[nodiscard]] std::optional<std::string> fault() const { return receive_.fault(); }
    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

    /** Without a look around, for who knows it already. */
    void start(const FoundResult& found);

  private:
    void fail(const std::string& why);

    TaskHost& host_;
    const std::optional<std::uint64_t> limit_;
    Receive receive_;
    const client::SessionEvents receiving_;
    Lookup lookup_;
};

}  // namespace keks::rift

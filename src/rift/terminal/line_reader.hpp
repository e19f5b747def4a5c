// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <string>

#include "client/disk/disk_threads.hpp"
#include "client/disk/file_descriptor.hpp"
#include "rift/terminal/lines.hpp"

namespace keks::rift {

/** Lines from what is no terminal: a file, a pipe. */
class LineReader final : public Lines {
  public:
    /** `host` outlives it. */
    LineReader(TaskHost& host, client::disk::FileDescriptor input, Line line);

    bool clear() override { return false; }
    void pause() override { paused_ = true; }
    void resume() override;

  private:
    void read();
    void came(std::string bytes);
    /** All that there are, then more, unless it is paused meanwhile. */
    void tell();
    void tell_end();

    TaskHost& host_;
    const std::shared_ptr<client::disk::FileDescriptor> input_;
    Line line_;
    std::string unread_;  // came, and is in no line yet
    std::string begun_;   // of a line
    bool reading_ = false;
    bool at_end_ = false;
    bool paused_ = false;
    client::disk::DiskJob job_;
    /** Whether what is posted still finds us. */
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::rift

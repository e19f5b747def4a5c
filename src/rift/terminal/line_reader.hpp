// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>

#include "client/disk/disk_threads.hpp"
#include "client/disk/file_descriptor.hpp"
#include "rift/terminal/lines.hpp"

namespace keks::rift {

/** Lines from what is no terminal: a file, a pipe. */
class LineReader final : public Lines {
  public:
    /** `disk` outlives it. */
    LineReader(client::disk::DiskThreads& disk, client::disk::FileDescriptor input, Line line);

    bool clear() override { return false; }

  private:
    void read();
    void came(const std::string& bytes);

    client::disk::DiskThreads& disk_;
    const std::shared_ptr<client::disk::FileDescriptor> input_;
    Line line_;
    std::string begun_;
    client::disk::DiskJob job_;
};

}  // namespace keks::rift

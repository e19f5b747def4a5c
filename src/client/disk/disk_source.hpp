// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <memory>

#include "client/disk/open_file.hpp"
#include "client/disk/pooled_source.hpp"

namespace keks::client::disk {

/**
 * The bytes of a file, from `offset` (at most its size) on. A file that cannot be read, or became
 * shorter than it was when it was opened, yields nothing; of one that grew, what it was long.
 */
class DiskSource : public PooledSource {
  public:
    DiskSource(DiskThreads& threads, std::shared_ptr<const OpenFile> file, std::uint64_t offset = 0,
               Options options = {});
};

}  // namespace keks::client::disk

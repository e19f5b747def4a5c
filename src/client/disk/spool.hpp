// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <filesystem>

#include "client/disk/disk_threads.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/open_file.hpp"

namespace keks::client::disk {

struct SpoolOptions {
    /** Where the temporary file is: as a rule what `TMPDIR` says. It has no name there. */
    std::filesystem::path folder;
    /** Bytes that it takes at most. */
    std::uint64_t most = 0;
};

/**
 * The standard input as a file, whose size is known: a regular file itself, from where it was read
 * to; anything else is read to its end into a temporary file first. Errors: `unreadable`; longer
 * than allowed as `refused`; `disk_full` and `unwritable` for the folder.
 */
[[nodiscard]] DiskJob spool(DiskThreads& threads, FileDescriptor input, SpoolOptions options,
                            FileOpened opened);

}  // namespace keks::client::disk

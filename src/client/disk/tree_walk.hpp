// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/sorted_names.hpp"
#include "client/disk/tar_entry.hpp"

struct stat;

namespace keks::client::disk {

/**
 * Files, folders and links below some paths, in an order that is always the same: as the paths are
 * given, a folder before what is in it, names in the order of their bytes. The paths themselves are
 * the user's word and followed where they are links; no link below them is.
 *
 * Memory stays bounded however many names there are. Walks on a thread.
 */
class TreeWalk {
  public:
    struct Root {
        std::filesystem::path path;
        /** The first component of all paths below. */
        std::string name;
    };
    struct Omission {
        /** Fit for a terminal (`spelled`). */
        std::string path;
        /** As words that follow it. */
        std::string why;
    };
    /** Hears of what does not come, nor what is in it. */
    struct Listener {
        /** What is left out: devices and the like, and links that lead elsewhere. */
        std::function<void(Omission)> skipped;
        /** Files and folders with a name that no receiver would take (`fault_of_path`). */
        std::function<void(Omission)> unfit;
    };

    /** Bytes for names that wait for their turn, in all folders together. */
    static constexpr std::size_t kBudget = std::size_t{16} * 1024 * 1024;

    explicit TreeWalk(std::vector<Root> roots, Listener listener = {},
                      std::size_t budget = kBudget);

    /** Nothing at the end. What cannot be read is an error, and so is what is unfit, if nobody
     * hears of it. */
    [[nodiscard]] DiskResult<std::optional<TarEntry>> next();
    /** The file that came last, for reading: an error if it is another than it was. */
    [[nodiscard]] DiskResult<FileDescriptor> open_file() const;

  private:
    // A folder whose names come one after the other.
    struct Level {
        SortedNames names;
        std::string path;
        std::size_t budget;
    };
    // What was found under a name last.
    struct Found {
        int folder = -1;
        std::string name;
        bool followed = false;
        TarEntry entry;
    };

    [[nodiscard]] std::optional<DiskError> step_into();
    [[nodiscard]] DiskResult<bool> look_for_more();
    [[nodiscard]] DiskResult<bool> look_at();
    [[nodiscard]] DiskResult<bool> look_at_link();
    [[nodiscard]] DiskResult<bool> skip(const char* why) const;
    [[nodiscard]] DiskResult<bool> refuse(std::string_view fault) const;
    void leave();

    std::vector<Root> roots_;
    std::size_t next_root_ = 0;
    const Listener listener_;
    std::vector<Level> levels_;
    std::size_t budget_;
    Found found_;
};

}  // namespace keks::client::disk

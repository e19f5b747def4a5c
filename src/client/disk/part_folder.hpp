// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/target.hpp"

namespace keks::client::disk {

/** On threads: the folder next to its target that holds what was unpacked so far. */
class PartFolder {
  public:
    /** A new one; what has its name already stays, and the next free name is taken. */
    static DiskResult<PartFolder> create(Target target);

    PartFolder(PartFolder&& other) noexcept
        : target_{std::move(other.target_)}, name_{std::exchange(other.name_, {})} {}
    PartFolder& operator=(PartFolder&&) = delete;
    PartFolder(const PartFolder&) = delete;
    PartFolder& operator=(const PartFolder&) = delete;
    /** Removes what is left of it. */
    ~PartFolder();

    [[nodiscard]] DiskResult<FileDescriptor> open() const;
    /** Where it is, for the user. */
    [[nodiscard]] std::string path() const { return target_.path_of(name_); }
    /** Once it is on the disk, gives it its final name, or instead of it the one folder in it. */
    [[nodiscard]] std::optional<DiskError> publish(const std::string& only_folder);

  private:
    PartFolder(Target target, std::string name)
        : target_{std::move(target)}, name_{std::move(name)} {}

    Target target_;
    std::string name_;  // empty once it is gone
};

}  // namespace keks::client::disk

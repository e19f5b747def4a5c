// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>

#include "client/disk/file_descriptor.hpp"

namespace keks::client::disk {

/** A file that a process has left behind: nobody writes it, and now nobody else will. */
struct AbandonedFile {
    std::string name;
    /** Open for reading and writing, and locked. */
    FileDescriptor descriptor;
    std::uint64_t size = 0;
    timespec written{};

    [[nodiscard]] bool is_later_than(const AbandonedFile& other) const;
};

/** Opens a file for reading and writing, never through a link. On failure `errno` says why. */
[[nodiscard]] FileDescriptor open_to_lock(int folder, const std::string& name, int flags);

/** On a thread: nothing if there is none, it is locked, or another user's. */
[[nodiscard]] std::optional<AbandonedFile> lock_abandoned(int folder, std::string name);

}  // namespace keks::client::disk

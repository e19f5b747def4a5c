// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/unpack_state.hpp"

namespace keks::client::disk {

/**
 * On threads: the file that says how far a stream of a certain length is unpacked. It is locked as
 * long as somebody unpacks. It is right after whatever ends the process; what the system had not
 * written when it went down itself, or lost its disk, nobody knows, so that one of an earlier boot
 * or mount is no use.
 */
class UnpackJournal {
  public:
    /** A new one, also in place of one whose part is gone. `size`: bytes of the whole stream. On
     * failure `errno` says why; with EEXIST somebody has one. */
    static std::optional<UnpackJournal> create(int folder, const std::string& name,
                                               std::uint64_t size);
    /** Removes one whose part is known to be gone; nothing else of that name. */
    static void remove_abandoned(int folder, const std::string& name);

    struct Found;
    /** One that somebody has left behind, of a stream of that length. */
    static std::optional<Found> find(int folder, const std::string& name, std::uint64_t size);

    /** Without a state nobody can go on. */
    [[nodiscard]] bool has_state() const { return written_ > 0; }
    /** An error is an `errno`; otherwise 0. */
    [[nodiscard]] int write(const UnpackState& state);

  private:
    UnpackJournal(FileDescriptor file, std::string where, std::uint64_t size)
        : file_{std::move(file)}, where_{std::move(where)}, size_{size} {}

    FileDescriptor file_;
    std::string where_;  // the boot and the mount
    std::uint64_t size_;
    std::uint64_t written_ = 0;  // states
};

struct UnpackJournal::Found {
    UnpackJournal journal;
    UnpackState state;
    /** When it was. What was complete then has not changed since. */
    timespec written{};
};

}  // namespace keks::client::disk

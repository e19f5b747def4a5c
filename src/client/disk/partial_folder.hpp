// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/part_folder.hpp"
#include "client/disk/sha256.hpp"
#include "client/disk/unpack_state.hpp"

namespace keks::client::disk {

/** What an earlier try unpacked of a stream. It stays when it is dropped. */
struct PartialFolder {
    PartFolder part;
    UnpackState state;
    /** Of the state's entry, which is a file then: bytes. */
    std::uint64_t there = 0;
    /** Of all bytes so far. */
    Sha256 hash;

    /** Of the stream, so far. */
    [[nodiscard]] std::uint64_t bytes() const { return state.data_at + there; }
};

/**
 * On a thread: what can be gone on with, of a stream of `size` bytes; nothing also when it was
 * stopped. It changes nothing. What is another user's, or was changed since, as far as counts and
 * times tell that, is as if it were not there. Of the last file the bytes themselves are looked at.
 */
[[nodiscard]] std::optional<PartialFolder> find_partial_folder(Target target, std::uint64_t size,
                                                               const StopFlag& stop);

}  // namespace keks::client::disk

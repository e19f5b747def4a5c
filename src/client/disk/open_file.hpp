// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/sha256.hpp"

namespace keks::client::disk {

/**
 * A file that is open for reading, however many read it: each at a place of its own. It stays what
 * it was when another takes its name.
 */
struct OpenFile {
    FileDescriptor descriptor;
    /** Where in the file our bytes begin: elsewhere than 0 for a standard input that was read from.
     */
    std::uint64_t begin = 0;
    /** Bytes from there on. */
    std::uint64_t size = 0;
    /** For error texts. */
    std::string name;
};

using FileOpened = std::function<void(DiskResult<std::shared_ptr<const OpenFile>>)>;

/** Opens a regular file; a symbolic link to one is followed, since its path is the user's word. */
[[nodiscard]] DiskJob open_file(DiskThreads& threads, std::filesystem::path path,
                                FileOpened opened);

/**
 * The hash of the first `bytes`, to go on with (see PooledSource::Options); an error if the file
 * has fewer, or cannot be read. For a receiver that has them already and says what they hash to.
 */
[[nodiscard]] DiskJob hash_beginning(DiskThreads& threads, std::shared_ptr<const OpenFile> file,
                                     std::uint64_t bytes,
                                     std::function<void(DiskResult<Sha256>)> hashed);

/** On a thread: bytes from a place of a file; fewer than there is room for only at its end. */
[[nodiscard]] DiskResult<std::size_t> read_at(int descriptor, std::uint64_t offset,
                                              std::span<std::byte> room, std::string_view name);

/** On a thread: the hash of bytes of a file, after what was hashed before; nothing when it was
 * stopped. */
[[nodiscard]] DiskResult<std::optional<Sha256>> hash_range(int descriptor, std::uint64_t begin,
                                                           std::uint64_t bytes,
                                                           const StopFlag& stop,
                                                           std::string_view name, Sha256 hash = {});

}  // namespace keks::client::disk

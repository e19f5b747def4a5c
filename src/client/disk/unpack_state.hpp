// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "client/disk/folder_builder.hpp"
#include "client/disk/sha256.hpp"
#include "client/disk/tar_entry.hpp"

namespace keks::client::disk {

/** How far a tar stream is unpacked: all that another process has to know to go on, besides what is
 * in the folder. It is of the moment before an entry is made. */
struct UnpackState {
    /** What is described, but may be there in part only. */
    TarEntry entry;
    /** Where in the stream its bytes begin: a multiple of `Sha256::kBlock`. */
    std::uint64_t data_at = 0;
    /** Of the stream before that. */
    Sha256::State hash;
    /** Counts, the entry included. */
    std::uint64_t entries = 0;
    std::uint64_t bytes = 0;
    std::uint64_t folders = 0;
    /** Folders that were made before the entry, also those that did not come themselves. */
    std::uint64_t made_folders = 0;
    /** Of the first entry's path, and whether there is something else besides. */
    std::string top;
    bool several_tops = false;
    std::vector<FolderBuilder::OpenFolder> open_folders;
};

/** As bytes (CBOR, RFC 8949). */
[[nodiscard]] std::vector<std::uint8_t> encode(const UnpackState& state);
/** Nothing if they are not of a state, or one whose names are not fit (`fault_of_path`). */
[[nodiscard]] std::optional<UnpackState> decode_unpack_state(std::span<const std::uint8_t> bytes);

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "client/disk/disk_error.hpp"
#include "client/disk/tar_entry.hpp"

struct archive;
struct archive_entry;

namespace keks::client::disk {

/**
 * Writes a pax tar stream into memory, from where its owner takes it. Without owners, so that it
 * tells nothing of who sends it.
 */
class TarWriter {
  public:
    /** Blocks of which everything in a tar stream is a multiple, and how many of them end it. */
    static constexpr std::uint64_t kBlock = 512;
    static constexpr std::uint64_t kEnd = 2 * kBlock;

    TarWriter();
    ~TarWriter();
    TarWriter(const TarWriter&) = delete;
    TarWriter& operator=(const TarWriter&) = delete;

    [[nodiscard]] std::optional<DiskError> begin(const TarEntry& entry);
    /** Of the file that was begun last: as many bytes in all as it said. */
    [[nodiscard]] std::optional<DiskError> data(std::span<const std::byte> bytes);
    /** Nothing more comes. */
    [[nodiscard]] std::optional<DiskError> finish();

    /** Written and not taken yet. */
    [[nodiscard]] std::vector<std::byte>& out() { return out_; }

  private:
    struct Free {
        void operator()(archive* writer) const;
        void operator()(archive_entry* entry) const;
    };

    static long write(archive* writer, void* self, const void* buffer, std::size_t length);

    std::vector<std::byte> out_;
    bool given_up_ = false;
    std::unique_ptr<archive_entry, Free> entry_;
    std::unique_ptr<archive, Free> archive_;
};

/** Bytes that an entry takes in a stream, its content included. */
[[nodiscard]] DiskResult<std::uint64_t> tar_length(const TarEntry& entry);

}  // namespace keks::client::disk

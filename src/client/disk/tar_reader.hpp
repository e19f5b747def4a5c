// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "client/disk/disk_error.hpp"
#include "client/disk/tar_entry.hpp"

struct archive;

namespace keks::client::disk {

/** Reads a tar stream (ustar, pax, GNU; not compressed) that comes from elsewhere. On a thread. */
class TarReader {
  public:
    /** The next bytes, empty at the end, nothing: it is over. Valid until the next call. */
    using More = std::function<std::optional<std::span<const std::byte>>()>;

    /** Bytes: entries, and what describes them, are filled up to a multiple (POSIX.1-2017, pax). */
    static constexpr std::uint64_t kBlock = 512;

    explicit TarReader(More more);
    TarReader(const TarReader&) = delete;
    TarReader& operator=(const TarReader&) = delete;

    /**
     * The next entry, nothing after the last. Its path and target are not looked at; what is
     * neither a file, a folder nor a symbolic link, hard links and files with holes are refused.
     * Errors are `refused` and `malformed`, the latter also when there is nothing more to read.
     */
    [[nodiscard]] DiskResult<std::optional<TarEntry>> next();
    /** The next bytes of the file that came last, empty at its end. Valid until the next call. */
    [[nodiscard]] DiskResult<std::span<const std::byte>> data();
    /** Bytes of the stream that are read: right after `next`, those before the entry's own. */
    [[nodiscard]] std::uint64_t position() const;

  private:
    struct Free {
        void operator()(archive* reader) const;
    };

    static long read(archive* reader, void* self, const void** buffer);
    [[nodiscard]] std::optional<DiskError> end();
    void look_for_end(std::span<const std::byte> bytes);

    const More more_;
    std::unique_ptr<archive, Free> archive_;
    std::uint64_t offset_ = 0;        // in the file that came last
    std::uint64_t length_ = 0;        // of all that was read
    std::uint64_t zeros_at_end_ = 0;  // of all that was read
};

}  // namespace keks::client::disk

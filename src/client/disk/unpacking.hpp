// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/folder_builder.hpp"
#include "client/disk/tar_entry.hpp"
#include "client/disk/tar_reader.hpp"
#include "client/disk/unpack_state.hpp"

namespace keks::client::disk {

/** Makes in a folder what a tar stream describes, as far as the rules and limits let it. On a
 * thread. */
class Unpacking {
  public:
    struct Limits {
        std::uint64_t entries = 4'000'000;
        /** Of all files together. No stream has more in it than its own length. */
        std::uint64_t bytes = UINT64_MAX;
    };
    /** Is told each state, but for its hash, before the entry in it is made. */
    using Note = std::function<std::optional<DiskError>(UnpackState)>;

    /** Without a `note` nobody can go on later. */
    Unpacking(FolderBuilder builder, const Limits& limits, TarReader::More more, Note note);

    /** From the beginning of the stream. */
    [[nodiscard]] std::optional<DiskError> run();
    /** Before `run_on`: opens what is there, and adds no bytes to it. */
    [[nodiscard]] std::optional<DiskError> take_over(const UnpackState& state, std::uint64_t there);
    /** From where another has ended: after `state.data_at`, and `there` bytes that are in the file
     * if the entry is one. */
    [[nodiscard]] std::optional<DiskError> run_on(const UnpackState& state, std::uint64_t there);

    /** Whether there is one thing at the top, and that a folder: its name, or an empty one. */
    [[nodiscard]] std::string only_folder() const { return several_tops_ ? std::string{} : top_; }
    /** The topmost folder has not yet got its permissions: with those it may be that it cannot be
     * renamed. */
    [[nodiscard]] std::optional<DiskError> finish_top() { return builder_.leave(0); }

  private:
    using Bytes = std::span<const std::byte>;

    [[nodiscard]] std::optional<DiskError> run_from(std::uint64_t position);
    [[nodiscard]] std::optional<DiskError> check(const TarEntry& entry);
    void count(const TarEntry& entry);
    [[nodiscard]] std::optional<DiskError> note(const TarEntry& entry, std::uint64_t data_at) const;
    [[nodiscard]] std::optional<DiskError> make(const TarEntry& entry, TarReader& reader);
    [[nodiscard]] std::optional<DiskError> fill(const TarEntry& entry, int file, TarReader& reader);
    [[nodiscard]] std::optional<DiskError> make_other(const TarEntry& entry);
    [[nodiscard]] std::optional<DiskError> finish(const TarEntry& entry, std::uint64_t there);
    [[nodiscard]] std::optional<DiskError> take(
        std::uint64_t bytes, const std::function<std::optional<DiskError>(Bytes)>& each);
    [[nodiscard]] std::optional<Bytes> more();

    const Limits limits_;
    const TarReader::More more_;
    const Note note_;
    FolderBuilder builder_;
    std::optional<FileDescriptor> begun_;  // a file that another has not finished
    Bytes rest_;                           // of what came last, and is not the reader's yet
    std::uint64_t entries_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint64_t folders_ = 0;
    std::string top_;
    bool several_tops_ = false;
};

}  // namespace keks::client::disk

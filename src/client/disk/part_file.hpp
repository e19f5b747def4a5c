// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/sha256.hpp"
#include "client/disk/target.hpp"

namespace keks::client::disk {

/**
 * On threads: the file next to its target that holds what has come so far. It is locked as long as
 * it is written, so that no other process takes it for one that was left behind. What it holds is
 * the beginning of the whole, and so all that one has to remember to go on with it later: that it
 * is the beginning of the same file is shown by its hash.
 */
class PartFile {
  public:
    /** A new, empty one; one that is there already stays as it is, and the next free name is taken.
     */
    static DiskResult<PartFile> create(Target target);
    /**
     * The last that was left behind, cut to `most` bytes, if there is one; nothing also when it
     * was stopped. Bytes beyond `most` are cut off only by the first write.
     */
    static DiskResult<std::optional<PartFile>> find(Target target, std::uint64_t most,
                                                    const StopFlag& stop);

    PartFile(PartFile&& other) noexcept = default;
    PartFile& operator=(PartFile&&) = delete;
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    /** Removes it, unless it is to be kept. */
    ~PartFile();

    /** Bytes that it holds. */
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /** Where it is, for the user. */
    [[nodiscard]] std::string path() const { return target_.path_of(name_); }
    /** Of a found one: of these bytes. */
    [[nodiscard]] const std::optional<Sha256>& hash() const { return hash_; }
    void keep(bool kept) { keep_ = kept; }

    [[nodiscard]] std::optional<DiskError> append(std::span<const std::byte> bytes);
    /** Once it is safely on the disk, gives it its final name. */
    [[nodiscard]] std::optional<DiskError> publish();

  private:
    PartFile(Target target, std::string name, FileDescriptor descriptor)
        : target_{std::move(target)}, name_{std::move(name)}, descriptor_{std::move(descriptor)} {}

    Target target_;
    std::string name_;
    FileDescriptor descriptor_;
    std::uint64_t size_ = 0;
    std::optional<Sha256> hash_;
    bool longer_ = false;  // than size_: an earlier try went further
    bool keep_ = false;
};

}  // namespace keks::client::disk

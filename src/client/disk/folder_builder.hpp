// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"

namespace keks::client::disk {

/**
 * Makes files, folders and links in a folder, at paths that are fit (`fault_of_path`). Nothing that
 * is there is followed, opened for writing or replaced: what comes twice is an error. Of modes only
 * the permissions count, as far as the umask lets them.
 */
class FolderBuilder {
  public:
    struct Attributes {
        mode_t mode = 0;
        timespec modified{};
    };

    /** A folder that is not left yet, within the one before it. */
    struct OpenFolder {
        std::string name;
        std::optional<Attributes> attributes;  // of one that came itself
    };

    explicit FolderBuilder(FileDescriptor root) : root_{std::move(root)} {}

    /** Folders on the way that did not come yet are made as well. */
    [[nodiscard]] std::optional<DiskError> add_folder(std::string_view path,
                                                      const Attributes& attributes);
    /** Open for writing; whoever has written it sets its time. */
    [[nodiscard]] DiskResult<FileDescriptor> add_file(std::string_view path, mode_t mode);
    [[nodiscard]] std::optional<DiskError> add_link(std::string_view path,
                                                    const std::string& target,
                                                    const timespec& modified);

    /** From the outermost on. */
    [[nodiscard]] std::vector<OpenFolder> open_folders() const;
    /** In place of another, which has made so many folders, and has not left these. */
    [[nodiscard]] std::optional<DiskError> go_on(std::span<const OpenFolder> folders,
                                                 std::uint64_t made);
    /** Those that were made. */
    [[nodiscard]] std::uint64_t folders() const { return folders_; }
    /** A file that is there, for reading and writing; nothing where there is nothing. */
    [[nodiscard]] DiskResult<std::optional<FileDescriptor>> find_file(std::string_view path);
    /** Of a link, or a folder that nothing came into; where there is nothing there is no error. */
    [[nodiscard]] std::optional<DiskError> remove(std::string_view path);

    /**
     * Gives folders that are deeper than `depth` their permissions and times, which have to wait
     * until nothing more comes into them. This happens by itself as soon as one of another folder
     * comes; at the end it is up to the caller.
     */
    [[nodiscard]] std::optional<DiskError> leave(std::size_t depth);

  private:
    struct Level {
        OpenFolder what;
        FileDescriptor folder;
    };

    [[nodiscard]] int innermost() const {
        return levels_.empty() ? root_.get() : levels_.back().folder.get();
    }
    /** To the folder that the path's last component is to be in. */
    [[nodiscard]] std::optional<DiskError> enter(const std::vector<std::string_view>& parts);
    [[nodiscard]] std::optional<DiskError> step_into(OpenFolder folder);

    FileDescriptor root_;
    std::vector<Level> levels_;
    std::uint64_t folders_ = 0;
};

/** Removes a file, or a folder with all that is in it, as far as it can. Follows no links. */
void remove_tree(int folder, const char* name);

}  // namespace keks::client::disk

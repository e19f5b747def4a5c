// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"

namespace keks::client::disk {

/** On threads: a name in a folder, under which a file or a folder is to be once it is complete. */
class Target {
  public:
    struct Wanted {
        /** Bytes that are still to come: the disk has to have room for them. */
        std::uint64_t bytes = 0;
        /** A file that has the name is replaced; a folder never is. */
        bool overwrite = false;
    };
    /** Parts of one target that several processes write at once. */
    static constexpr int kMostParts = 10;
    /** What a part's journal has behind the part's name. */
    static constexpr std::string_view kJournal = ".journal";

    /**
     * Opens the folder, which has to exist, and looks at all that can be known to fail before a
     * byte comes: the name is taken, too long (with ".part" behind it), the disk is
     * too full. `name` is one component, see `safe_file_name`.
     */
    static DiskResult<Target> open(const std::filesystem::path& folder, std::string name,
                                   Wanted wanted);

    [[nodiscard]] int folder() const { return folder_.get(); }
    [[nodiscard]] const std::string& name() const { return name_; }
    /** Where something of this name is to be, for errors. */
    [[nodiscard]] std::string path_of(const std::string& name) const {
        return (path_ / name).lexically_normal().native();
    }
    /** "name.part", then "name.part.1" and so on: another process may be at the same. */
    [[nodiscard]] std::string part_name(int number) const;
    /** Whether a part's name with `kJournal` behind it is not too long. */
    [[nodiscard]] bool has_room_for_journal() const;
    /** An error that says what to do once all names of parts are taken. */
    [[nodiscard]] DiskError too_many_parts() const;

    /**
     * Gives the final name to what has another, in a folder of the same file system. Something that
     * took the name meanwhile is an error unless it may be replaced.
     */
    [[nodiscard]] std::optional<DiskError> publish(int folder, const std::string& name) const;

  private:
    Target(FileDescriptor folder, std::filesystem::path path, std::string name, bool overwrite)
        : folder_{std::move(folder)},
          path_{std::move(path)},
          name_{std::move(name)},
          overwrite_{overwrite} {}

    [[nodiscard]] std::optional<DiskError> taken() const;
    [[nodiscard]] std::optional<DiskError> too_long() const;
    [[nodiscard]] bool has_room_behind_name(std::size_t bytes) const;
    [[nodiscard]] std::optional<DiskError> too_full(std::uint64_t bytes) const;
    [[nodiscard]] int rename_where_nothing_is(int folder, const std::string& name) const;

    FileDescriptor folder_;
    std::filesystem::path path_;  // of the folder, as it was named
    std::string name_;
    bool overwrite_ = false;
};

}  // namespace keks::client::disk

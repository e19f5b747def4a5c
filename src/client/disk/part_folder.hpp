// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/target.hpp"
#include "client/disk/unpack_journal.hpp"

namespace keks::client::disk {

/**
 * On threads: the folder next to its target that holds what was unpacked so far; and beside it,
 * where another process is to be able to go on, the journal that says how far that is.
 */
class PartFolder {
  public:
    /** A new one; what has its name already stays, and the next free name is taken. With a journal
     * if it is told the length of the stream, and the name leaves room for that of a journal. */
    static DiskResult<PartFolder> create(Target target, std::optional<std::uint64_t> journal_for);

    struct Found;
    /** The last that was left behind of a stream of that length, with a journal that is of use. */
    static std::optional<Found> find(Target target, std::uint64_t size);

    PartFolder(PartFolder&& other) noexcept
        : target_{std::move(other.target_)},
          name_{std::exchange(other.name_, {})},
          journal_{std::move(other.journal_)},
          published_{other.published_},
          keep_{other.keep_} {}
    PartFolder& operator=(PartFolder&&) = delete;
    PartFolder(const PartFolder&) = delete;
    PartFolder& operator=(const PartFolder&) = delete;
    /** Removes what is left of it, unless it is to be kept. */
    ~PartFolder();

    [[nodiscard]] DiskResult<FileDescriptor> open() const;
    /** Where it is, for the user. */
    [[nodiscard]] std::string path() const { return target_.path_of(name_); }
    [[nodiscard]] bool has_journal() const { return journal_.has_value(); }
    /** Whether it can be kept: nobody can go on without a journal that says how far it is. */
    [[nodiscard]] bool can_be_kept() const { return journal_ && journal_->has_state(); }
    void keep(bool kept) { keep_ = kept && can_be_kept(); }
    /** Where there is a journal: before the entry of the state is made. */
    [[nodiscard]] std::optional<DiskError> note(const UnpackState& state);
    /** Waits until all of it is on the disk. */
    [[nodiscard]] std::optional<DiskError> sync();
    /** After that: gives it its final name, or instead of it the one folder in it. */
    [[nodiscard]] std::optional<DiskError> publish(const std::string& only_folder);

  private:
    PartFolder(Target target, std::string name, std::optional<UnpackJournal> journal)
        : target_{std::move(target)}, name_{std::move(name)}, journal_{std::move(journal)} {}

    Target target_;
    std::string name_;  // empty once it is moved from
    std::optional<UnpackJournal> journal_;
    bool published_ = false;  // it has another name now
    bool keep_ = false;
};

struct PartFolder::Found {
    PartFolder folder;
    UnpackState state;
    /** What was complete then has not changed since, or it is not what it was. */
    timespec written{};
};

}  // namespace keks::client::disk

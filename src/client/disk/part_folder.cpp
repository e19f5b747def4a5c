// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/part_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tuple>

#include "client/disk/folder_builder.hpp"

namespace keks::client::disk {
namespace {

std::string journal_name(const std::string& part) {
    return part + std::string{Target::kJournal};
}

bool is_later(const timespec& one, const timespec& other) {
    return std::tie(one.tv_sec, one.tv_nsec) > std::tie(other.tv_sec, other.tv_nsec);
}

}  // namespace

DiskResult<PartFolder> PartFolder::create(Target target, std::optional<std::uint64_t> journal_for) {
    for (int number = 0; number < Target::kMostParts; ++number) {
        auto name = target.part_name(number);
        if (::mkdirat(target.folder(), name.c_str(), 0777) != 0) {
            if (errno == EEXIST) continue;
            return write_error(errno, target.path_of(name));
        }
        if (!journal_for || !target.has_room_for_journal()) {
            UnpackJournal::remove_abandoned(target.folder(), journal_name(name));
            return PartFolder{std::move(target), std::move(name), std::nullopt};
        }
        auto journal = UnpackJournal::create(target.folder(), journal_name(name), *journal_for);
        if (journal) return PartFolder{std::move(target), std::move(name), std::move(journal)};
        const int error = errno;
        ::unlinkat(target.folder(), name.c_str(), AT_REMOVEDIR);
        if (error != EEXIST) return write_error(error, target.path_of(journal_name(name)));
    }
    return target.too_many_parts();
}

std::optional<PartFolder::Found> PartFolder::find(Target target, std::uint64_t size) {
    std::optional<UnpackJournal::Found> last;
    std::string name;
    for (int number = 0; number < Target::kMostParts; ++number) {
        auto part = target.part_name(number);
        auto next = UnpackJournal::find(target.folder(), journal_name(part), size);
        // One may be left whose part somebody has removed.
        if (!next || ::faccessat(target.folder(), part.c_str(), F_OK, AT_SYMLINK_NOFOLLOW) != 0 ||
            (last && !is_later(next->written, last->written)))
            continue;
        last.emplace(*std::move(next));
        name = std::move(part);
    }
    if (!last) return std::nullopt;
    PartFolder folder{std::move(target), std::move(name), std::move(last->journal)};
    folder.keep_ = true;
    return Found{std::move(folder), std::move(last->state), last->written};
}

PartFolder::~PartFolder() {
    if (name_.empty() || keep_) return;
    // First, or it would say of what is being removed how far it is.
    if (journal_) ::unlinkat(target_.folder(), journal_name(name_).c_str(), 0);
    if (!published_) remove_tree(target_.folder(), name_.c_str());
}

DiskResult<FileDescriptor> PartFolder::open() const {
    FileDescriptor folder{uninterrupted([&] {
        return ::openat(target_.folder(), name_.c_str(),
                        O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    })};
    if (!folder) return write_error(errno, path());
    return folder;
}

std::optional<DiskError> PartFolder::note(const UnpackState& state) {
    const int error = journal_->write(state);
    if (error == 0) return std::nullopt;
    return write_error(error, target_.path_of(journal_name(name_)));
}

std::optional<DiskError> PartFolder::sync() {
    const auto opened = open();
    if (!opened) return opened.error();
    // One for all: to wait for each of a million small files would take hours.
    if (uninterrupted([&] { return ::syncfs(opened->get()); }) != 0)
        return write_error(errno, path());
    return std::nullopt;
}

std::optional<DiskError> PartFolder::publish(const std::string& only_folder) {
    const auto opened = open();
    if (!opened) return opened.error();
    if (!only_folder.empty()) return target_.publish(opened->get(), only_folder);
    auto error = target_.publish(target_.folder(), name_);
    if (!error) published_ = true;
    return error;
}

}  // namespace keks::client::disk

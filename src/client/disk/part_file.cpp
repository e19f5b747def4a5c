// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/part_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <tuple>

#include "client/disk/open_file.hpp"

namespace keks::client::disk {
namespace {

FileDescriptor open_part(int folder, const std::string& name, int flags) {
    FileDescriptor descriptor{uninterrupted([&] {
        return ::openat(folder, name.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags,
                        0666);
    })};
    return descriptor;
}

// A file that nobody writes any more.
struct Abandoned {
    std::string name;
    FileDescriptor descriptor;
    std::uint64_t size = 0;
    timespec written{};

    [[nodiscard]] bool is_later_than(const Abandoned& other) const {
        return std::tie(written.tv_sec, written.tv_nsec) >
               std::tie(other.written.tv_sec, other.written.tv_nsec);
    }
};

// Locked; nothing if it is not one, or empty.
std::optional<Abandoned> lock_abandoned(int folder, std::string name) {
    auto descriptor = open_part(folder, name, 0);
    // Where the file system has no locks, an abandoned one cannot be told: it is left alone.
    if (!descriptor || ::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) return std::nullopt;
    struct stat status {};
    struct stat named {};
    if (::fstat(descriptor.get(), &status) != 0 || !S_ISREG(status.st_mode) || status.st_size == 0)
        return std::nullopt;
    // What another user put there is that user's to change, also while we go on with it.
    if (status.st_uid != ::geteuid()) return std::nullopt;
    // Whoever wrote it may have given it its final name just before we got the lock.
    if (::fstatat(folder, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) != 0 ||
        named.st_ino != status.st_ino || named.st_dev != status.st_dev || named.st_nlink != 1)
        return std::nullopt;
    return Abandoned{std::move(name), std::move(descriptor),
                     static_cast<std::uint64_t>(status.st_size), status.st_mtim};
}

// Those before it are of earlier tries, with what was another file.
std::optional<Abandoned> last_abandoned(const Target& target) {
    std::optional<Abandoned> last;
    for (int number = 0; number < Target::kMostParts; ++number) {
        auto next = lock_abandoned(target.folder(), target.part_name(number));
        if (next && (!last || next->is_later_than(*last))) last = std::move(next);
    }
    return last;
}

}  // namespace

DiskResult<PartFile> PartFile::create(Target target) {
    for (int number = 0; number < Target::kMostParts; ++number) {
        auto name = target.part_name(number);
        auto descriptor = open_part(target.folder(), name, O_CREAT | O_EXCL);
        if (!descriptor && errno == EEXIST) continue;
        if (!descriptor) return write_error(errno, target.path_of(name));
        // One that looks for abandoned ones may hold the lock, but lets go of an empty file. That a
        // file system has no locks only means that nobody goes on with this one later.
        (void)uninterrupted([&] { return ::flock(descriptor.get(), LOCK_EX); });
        return PartFile{std::move(target), std::move(name), std::move(descriptor)};
    }
    return target.too_many_parts();
}

DiskResult<std::optional<PartFile>> PartFile::find(Target target, std::uint64_t most,
                                                   const StopFlag& stop) {
    using Found = std::optional<PartFile>;
    auto last = last_abandoned(target);
    if (!last) return Found{};
    const auto bytes = std::min(last->size, most);
    auto hash = hash_range(last->descriptor.get(), 0, bytes, stop, last->name);
    if (!hash) return hash.error();
    if (!*hash) return Found{};
    PartFile found{std::move(target), std::move(last->name), std::move(last->descriptor)};
    found.size_ = bytes;
    found.hash_ = *std::move(hash);
    found.longer_ = bytes < last->size;
    found.keep_ = true;
    return Found{std::move(found)};
}

PartFile::~PartFile() {
    // Nothing can be done about one that cannot be removed: it has the name of a part.
    if (descriptor_ && !keep_) ::unlinkat(target_.folder(), name_.c_str(), 0);
}

std::optional<DiskError> PartFile::append(std::span<const std::byte> bytes) {
    if (longer_ && ::ftruncate(descriptor_.get(), static_cast<off_t>(size_)) != 0)
        return write_error(errno, path());
    longer_ = false;
    while (!bytes.empty()) {
        const auto written = uninterrupted([&] {
            return ::pwrite(descriptor_.get(), bytes.data(), bytes.size(),
                            static_cast<off_t>(size_));
        });
        if (written < 0) return write_error(errno, path());
        size_ += static_cast<std::uint64_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

std::optional<DiskError> PartFile::publish() {
    if (auto error = append({})) return error;
    if (uninterrupted([&] { return ::fsync(descriptor_.get()); }) != 0)
        return write_error(errno, path());
    if (auto error = target_.publish(target_.folder(), name_)) return error;
    descriptor_ = FileDescriptor{};
    // So that a crash of the system does not undo the new name; not every file system can do it.
    (void)uninterrupted([&] { return ::fsync(target_.folder()); });
    return std::nullopt;
}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/abandoned_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <tuple>
#include <utility>

namespace keks::client::disk {

bool AbandonedFile::is_later_than(const AbandonedFile& other) const {
    return std::tie(written.tv_sec, written.tv_nsec) >
           std::tie(other.written.tv_sec, other.written.tv_nsec);
}

FileDescriptor open_to_lock(int folder, const std::string& name, int flags) {
    FileDescriptor descriptor{uninterrupted([&] {
        return ::openat(folder, name.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags,
                        0666);
    })};
    return descriptor;
}

std::optional<AbandonedFile> lock_abandoned(int folder, std::string name) {
    auto descriptor = open_to_lock(folder, name, 0);
    // Where the file system has no locks, an abandoned one cannot be told: it is left alone.
    if (!descriptor || ::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) return std::nullopt;
    struct stat status {};
    struct stat named {};
    if (::fstat(descriptor.get(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    // What another user put there is that user's to change, also while we go on with it.
    if (status.st_uid != ::geteuid()) return std::nullopt;
    // Whoever wrote it may have given it its final name just before we got the lock.
    if (::fstatat(folder, name.c_str(), &named, AT_SYMLINK_NOFOLLOW) != 0 ||
        named.st_ino != status.st_ino || named.st_dev != status.st_dev || named.st_nlink != 1)
        return std::nullopt;
    return AbandonedFile{std::move(name), std::move(descriptor),
                         static_cast<std::uint64_t>(status.st_size), status.st_mtim};
}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/target.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace keks::client::disk {
namespace {

constexpr std::string_view kPart = ".part";
constexpr std::size_t kLongestPart = kPart.size() + 2;  // ".part.9"

bool refused_by_file_system(int error) {
    return error == EINVAL || error == ENOSYS || error == EOPNOTSUPP || error == EPERM;
}

}  // namespace

DiskResult<Target> Target::open(const std::filesystem::path& folder, std::string name,
                                Wanted wanted) {
    FileDescriptor descriptor{
        uninterrupted([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); })};
    if (!descriptor) return write_error(errno, folder.native());
    if (::faccessat(descriptor.get(), ".", W_OK | X_OK, AT_EACCESS) != 0)
        return write_error(errno, folder.native());
    Target target{std::move(descriptor), folder, std::move(name), wanted.overwrite};
    if (auto error = target.too_long()) return *std::move(error);
    if (auto error = target.taken()) return *std::move(error);
    if (auto error = target.too_full(wanted.bytes)) return *std::move(error);
    return target;
}

std::optional<DiskError> Target::too_long() const {
    if (has_room_behind_name(kLongestPart)) return std::nullopt;
    return write_error(ENAMETOOLONG, path_of(name_));
}

bool Target::has_room_for_journal() const {
    return has_room_behind_name(kLongestPart + kJournal.size());
}

bool Target::has_room_behind_name(std::size_t bytes) const {
    const auto most = ::fpathconf(folder(), _PC_NAME_MAX);
    const auto longest = most < 0 ? std::size_t{255} : static_cast<std::size_t>(most);
    return name_.size() + bytes <= longest;
}

std::optional<DiskError> Target::taken() const {
    struct stat status {};
    if (::fstatat(folder(), name_.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? std::nullopt : std::optional{write_error(errno, path_of(name_))};
    if (S_ISDIR(status.st_mode)) return write_error(EISDIR, path_of(name_));
    if (!overwrite_) return write_error(EEXIST, path_of(name_));
    if (S_ISREG(status.st_mode) || S_ISLNK(status.st_mode)) return std::nullopt;
    return DiskError{TransferFailure::exists,
                     "cannot write " + shown(path_of(name_)) + ": what has this name is no file"};
}

std::optional<DiskError> Target::too_full(std::uint64_t bytes) const {
    struct statvfs status {};
    // A file system that does not say how full it is will say so when it is.
    if (::fstatvfs(folder(), &status) != 0 || status.f_blocks == 0) return std::nullopt;
    const auto blocks = bytes / status.f_frsize + (bytes % status.f_frsize != 0 ? 1 : 0);
    if (blocks <= status.f_bavail) return std::nullopt;
    return DiskError{TransferFailure::disk_full,
                     "cannot write " + shown(path_of(name_)) + ": " + std::to_string(bytes) +
                         " bytes are to come, and the disk has room for " +
                         std::to_string(status.f_bavail * status.f_frsize) +
                         "; make room there, or name another folder"};
}

std::string Target::part_name(int number) const {
    const auto first = name_ + std::string{kPart};
    return number == 0 ? first : first + "." + std::to_string(number);
}

DiskError Target::too_many_parts() const {
    const auto part = shown(part_name(0));
    return {TransferFailure::exists,
            "cannot write " + shown(path_of(name_)) + ": there are " + part + " and " +
                std::to_string(kMostParts - 1) +
                " more of earlier tries; remove those that nobody writes any more"};
}

std::optional<DiskError> Target::publish(int folder, const std::string& name) const {
    const int done = overwrite_ ? ::renameat(folder, name.c_str(), folder_.get(), name_.c_str())
                                : rename_where_nothing_is(folder, name);
    if (done == 0) return std::nullopt;
    return write_error(errno, path_of(name_));
}

int Target::rename_where_nothing_is(int folder, const std::string& name) const {
    const auto* const from = name.c_str();
    const auto* const to = name_.c_str();
    if (::renameat2(folder, from, folder_.get(), to, RENAME_NOREPLACE) == 0) return 0;
    if (!refused_by_file_system(errno)) return -1;
    // Some network file systems cannot do that: there a link does not replace anything either...
    if (::linkat(folder, from, folder_.get(), to, 0) == 0) return ::unlinkat(folder, from, 0);
    if (!refused_by_file_system(errno)) return -1;
    // ...and where there are no links, and for folders, we look first.
    if (const auto error = taken()) {
        errno = EEXIST;
        return -1;
    }
    return ::renameat(folder, from, folder_.get(), to);
}

}  // namespace keks::client::disk

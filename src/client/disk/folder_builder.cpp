// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/folder_builder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "client/disk/entry_rules.hpp"

namespace keks::client::disk {
namespace {

constexpr mode_t kPermissions = 0777;
constexpr int kOpenFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

std::array<timespec, 2> modified_at(const timespec& time) {
    return {timespec{.tv_sec = 0, .tv_nsec = UTIME_OMIT}, time};
}

DiskError made_error(int error, std::string_view path) {
    if (error == EEXIST || error == ENOTDIR || error == ELOOP)
        return {TransferFailure::refused, shown(path) + " comes twice"};
    return write_error(error, path);
}

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

std::optional<DiskError> FolderBuilder::add_folder(std::string_view path,
                                                   const Attributes& attributes) {
    const auto parts = components(path);
    if (auto error = enter(parts)) return error;
    std::string name{parts.back()};
    // Until all is in it we have to be able to write there.
    if (::mkdirat(innermost(), name.c_str(), (attributes.mode & kPermissions) | S_IRWXU) != 0)
        return made_error(errno, path);
    ++folders_;
    return step_into({std::move(name), attributes});
}

DiskResult<FileDescriptor> FolderBuilder::add_file(std::string_view path, mode_t mode) {
    const auto parts = components(path);
    if (auto error = enter(parts)) return *std::move(error);
    const std::string name{parts.back()};
    FileDescriptor file{uninterrupted([&] {
        return ::openat(innermost(), name.c_str(),
                        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode & kPermissions);
    })};
    if (!file) return made_error(errno, path);
    return file;
}

std::optional<DiskError> FolderBuilder::add_link(std::string_view path, const std::string& target,
                                                 const timespec& modified) {
    const auto parts = components(path);
    if (auto error = enter(parts)) return error;
    const std::string name{parts.back()};
    if (::symlinkat(target.c_str(), innermost(), name.c_str()) != 0) return made_error(errno, path);
    if (::utimensat(innermost(), name.c_str(), modified_at(modified).data(), AT_SYMLINK_NOFOLLOW) !=
        0)
        return write_error(errno, path);
    return std::nullopt;
}

std::optional<DiskError> FolderBuilder::enter(const std::vector<std::string_view>& parts) {
    const auto depth = parts.size() - 1;
    std::size_t common = 0;
    while (common < std::min(depth, levels_.size()) && levels_[common].what.name == parts[common])
        ++common;
    if (auto error = leave(common)) return error;
    while (levels_.size() < depth) {
        const std::string name{parts[levels_.size()]};
        if (::mkdirat(innermost(), name.c_str(), kPermissions) == 0)
            ++folders_;
        else if (errno != EEXIST)
            return write_error(errno, name);
        if (auto error = step_into({name, std::nullopt})) return error;
    }
    return std::nullopt;
}

std::optional<DiskError> FolderBuilder::step_into(OpenFolder folder) {
    FileDescriptor opened{
        uninterrupted([&] { return ::openat(innermost(), folder.name.c_str(), kOpenFolder); })};
    if (!opened) return made_error(errno, folder.name);
    levels_.push_back({std::move(folder), std::move(opened)});
    return std::nullopt;
}

std::vector<FolderBuilder::OpenFolder> FolderBuilder::open_folders() const {
    std::vector<OpenFolder> folders;
    folders.reserve(levels_.size());
    for (const auto& level : levels_) folders.push_back(level.what);
    return folders;
}

std::optional<DiskError> FolderBuilder::go_on(std::span<const OpenFolder> folders,
                                              std::uint64_t made) {
    folders_ = made;
    for (const auto& each : folders) {
        struct stat status {};
        // It may have been left, and so have got its permissions, since it was said to be open.
        if (::fstatat(innermost(), each.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
            S_ISDIR(status.st_mode) && (status.st_mode & S_IRWXU) != S_IRWXU)
            ::fchmodat(innermost(), each.name.c_str(), (status.st_mode & 07777) | S_IRWXU, 0);
        if (auto error = step_into(each)) return error;
    }
    return std::nullopt;
}

DiskResult<std::optional<FileDescriptor>> FolderBuilder::find_file(std::string_view path) {
    const auto parts = components(path);
    if (auto error = enter(parts)) return *std::move(error);
    const std::string name{parts.back()};
    struct stat status {};
    if (::fstatat(innermost(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? DiskResult<std::optional<FileDescriptor>>{std::nullopt}
                               : write_error(errno, path);
    // Not what has another name too, which may be elsewhere.
    if (!S_ISREG(status.st_mode) || status.st_nlink != 1) return made_error(EEXIST, path);
    const auto open = [&] {
        return ::openat(innermost(), name.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    };
    FileDescriptor file{uninterrupted(open)};
    if (!file && errno == EACCES) {
        // Its permissions are those that it is to have.
        ::fchmodat(innermost(), name.c_str(), S_IRUSR | S_IWUSR, 0);
        file = FileDescriptor{uninterrupted(open)};
        if (file) ::fchmod(file.get(), status.st_mode & 07777);
    }
    if (!file) return write_error(errno, path);
    return std::optional{std::move(file)};
}

std::optional<DiskError> FolderBuilder::remove(std::string_view path) {
    const auto parts = components(path);
    if (auto error = enter(parts)) return error;
    const std::string name{parts.back()};
    if (::unlinkat(innermost(), name.c_str(), 0) == 0 || errno == ENOENT ||
        ::unlinkat(innermost(), name.c_str(), AT_REMOVEDIR) == 0)
        return std::nullopt;
    return write_error(errno, path);
}

std::optional<DiskError> FolderBuilder::leave(std::size_t depth) {
    while (levels_.size() > depth) {
        const auto level = std::move(levels_.back());
        levels_.pop_back();
        if (!level.what.attributes) continue;
        struct stat status {};
        const int folder = level.folder.get();
        if (::fstat(folder, &status) != 0) return write_error(errno, level.what.name);
        // What the umask took when it was made stays away, what the parent gave it (setgid) stays.
        const auto mode = status.st_mode & (level.what.attributes->mode | ~kPermissions) & 07777;
        if (mode != (status.st_mode & 07777) && ::fchmod(folder, mode) != 0)
            return write_error(errno, level.what.name);
        if (::futimens(folder, modified_at(level.what.attributes->modified).data()) != 0)
            return write_error(errno, level.what.name);
    }
    return std::nullopt;
}

void remove_tree(int folder, const char* name) {
    if (::unlinkat(folder, name, 0) == 0 || (errno != EISDIR && errno != EPERM)) return;
    // What came may be a folder that not even its owner may open.
    FileDescriptor inner{uninterrupted([&] { return ::openat(folder, name, kOpenFolder); })};
    if (!inner && errno == EACCES && ::fchmodat(folder, name, S_IRWXU, 0) == 0)
        inner = FileDescriptor{::openat(folder, name, kOpenFolder)};
    if (!inner) return;
    ::fchmod(inner.get(), S_IRWXU);
    const std::unique_ptr<DIR, CloseFolder> listing{::fdopendir(inner.get())};
    if (!listing) return;
    const int within = inner.release();
    while (const dirent* each = ::readdir(listing.get())) {
        const std::string_view inside{each->d_name};
        if (inside != "." && inside != "..") remove_tree(within, each->d_name);
    }
    ::unlinkat(folder, name, AT_REMOVEDIR);
}

}  // namespace keks::client::disk

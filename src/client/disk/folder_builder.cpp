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
    return step_into(std::move(name), attributes);
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
    while (common < std::min(depth, levels_.size()) && levels_[common].name == parts[common])
        ++common;
    if (auto error = leave(common)) return error;
    while (levels_.size() < depth) {
        const std::string name{parts[levels_.size()]};
        if (::mkdirat(innermost(), name.c_str(), kPermissions) != 0 && errno != EEXIST)
            return write_error(errno, name);
        if (auto error = step_into(name, std::nullopt)) return error;
    }
    return std::nullopt;
}

std::optional<DiskError> FolderBuilder::step_into(std::string name,
                                                  std::optional<Attributes> attributes) {
    FileDescriptor folder{
        uninterrupted([&] { return ::openat(innermost(), name.c_str(), kOpenFolder); })};
    if (!folder) return made_error(errno, name);
    levels_.push_back({std::move(name), std::move(folder), attributes});
    return std::nullopt;
}

std::optional<DiskError> FolderBuilder::leave(std::size_t depth) {
    while (levels_.size() > depth) {
        const auto level = std::move(levels_.back());
        levels_.pop_back();
        if (!level.attributes) continue;
        struct stat status {};
        const int folder = level.folder.get();
        if (::fstat(folder, &status) != 0) return write_error(errno, level.name);
        // What the umask took when it was made stays away, what the parent gave it (setgid) stays.
        const auto mode = status.st_mode & (level.attributes->mode | ~kPermissions) & 07777;
        if (mode != (status.st_mode & 07777) && ::fchmod(folder, mode) != 0)
            return write_error(errno, level.name);
        if (::futimens(folder, modified_at(level.attributes->modified).data()) != 0)
            return write_error(errno, level.name);
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

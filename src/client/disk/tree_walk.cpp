// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tree_walk.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <utility>

#include "client/disk/entry_rules.hpp"

namespace keks::client::disk {
namespace {

// Even when others have most of the budget.
constexpr std::size_t kLeastBudget = std::size_t{64} * 1024;

DiskError changed(const std::string& path) {
    return {TransferFailure::unreadable, shown(path) + " changes while it is sent"};
}

DiskResult<std::string> target_of(int folder, const std::string& name, const std::string& path) {
    std::array<char, kLongestPath + 2> room{};
    const auto length = ::readlinkat(folder, name.c_str(), room.data(), room.size());
    if (length < 0) return read_error(errno, path);
    return std::string{room.data(), static_cast<std::size_t>(length)};
}

}  // namespace

TreeWalk::TreeWalk(std::vector<Root> roots, Listener listener, std::size_t budget)
    : roots_{std::move(roots)}, listener_{std::move(listener)}, budget_{budget} {}

DiskResult<std::optional<TarEntry>> TreeWalk::next() {
    if (auto error = step_into()) return *std::move(error);
    while (true) {
        const auto more = look_for_more();
        if (!more) return more.error();
        if (!*more) return std::optional<TarEntry>{};
        const auto fit = look_at();
        if (!fit) return fit.error();
        if (*fit) return std::optional{found_.entry};
    }
}

DiskResult<FileDescriptor> TreeWalk::open_file() const {
    const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (found_.followed ? 0 : O_NOFOLLOW);
    FileDescriptor file{
        uninterrupted([&] { return ::openat(found_.folder, found_.name.c_str(), flags); })};
    struct stat status {};
    if (!file || ::fstat(file.get(), &status) != 0) return read_error(errno, found_.entry.path);
    if (!S_ISREG(status.st_mode) || std::cmp_not_equal(status.st_size, found_.entry.size))
        return changed(found_.entry.path);
    return file;
}

// Into the folder that came last, if it was one.
std::optional<DiskError> TreeWalk::step_into() {
    const auto& entry = found_.entry;
    if (found_.folder == -1 || entry.kind != TarEntry::Kind::folder) return std::nullopt;
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (found_.followed ? 0 : O_NOFOLLOW);
    FileDescriptor folder{
        uninterrupted([&] { return ::openat(found_.folder, found_.name.c_str(), flags); })};
    if (!folder) return read_error(errno, entry.path);
    const auto budget = std::max(budget_ / 2, kLeastBudget);
    budget_ -= std::min(budget, budget_);
    levels_.push_back({SortedNames{std::move(folder), budget, entry.path}, entry.path, budget});
    return std::nullopt;
}

void TreeWalk::leave() {
    budget_ += levels_.back().budget;
    levels_.pop_back();
}

// The next name; false at the end.
DiskResult<bool> TreeWalk::look_for_more() {
    while (!levels_.empty()) {
        auto& level = levels_.back();
        auto name = level.names.next();
        if (!name) return name.error();
        if (*name) {
            found_ = {level.names.folder(), **name, false, {}};
            found_.entry.path = level.path + "/" + **name;
            return true;
        }
        leave();
    }
    if (next_root_ == roots_.size()) return false;
    const auto& root = roots_[next_root_++];
    found_ = {AT_FDCWD, root.path.native(), true, {}};
    found_.entry.path = root.name;
    return true;
}

// Whether it is to be sent.
DiskResult<bool> TreeWalk::look_at() {
    auto& entry = found_.entry;
    struct stat status {};
    const int flags = found_.followed ? 0 : AT_SYMLINK_NOFOLLOW;
    if (::fstatat(found_.folder, found_.name.c_str(), &status, flags) != 0)
        return read_error(errno, entry.path);
    entry.mode = status.st_mode & 0777;
    // Without fractions: they would make the description of each file three times as long.
    entry.modified = {.tv_sec = status.st_mtim.tv_sec, .tv_nsec = 0};
    if (S_ISLNK(status.st_mode)) return look_at_link();
    if (!S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode))
        return skip("is neither a file, a folder nor a link");
    if (const auto fault = fault_of_path(entry.path)) return refuse(*fault);
    const bool folder = S_ISDIR(status.st_mode);
    if (::faccessat(found_.folder, found_.name.c_str(), folder ? R_OK | X_OK : R_OK,
                    AT_EACCESS | flags) != 0)
        return read_error(errno, entry.path);
    entry.kind = folder ? TarEntry::Kind::folder : TarEntry::Kind::file;
    entry.size = folder ? 0 : static_cast<std::uint64_t>(status.st_size);
    return true;
}

DiskResult<bool> TreeWalk::look_at_link() {
    auto& entry = found_.entry;
    entry.kind = TarEntry::Kind::link;
    auto target = target_of(found_.folder, found_.name, entry.path);
    if (!target) return target.error();
    entry.target = *std::move(target);
    if (fault_of_path(entry.path)) return skip("is a link that has a name of no use elsewhere");
    if (fault_of_link(entry.path, entry.target)) return skip("is a link that leads elsewhere");
    return true;
}

DiskResult<bool> TreeWalk::skip(const char* why) const {
    if (listener_.skipped) listener_.skipped({spelled(found_.entry.path), why});
    return false;
}

DiskResult<bool> TreeWalk::refuse(std::string_view fault) const {
    Omission unfit{spelled(found_.entry.path), std::string{fault}};
    if (!listener_.unfit) return DiskError{TransferFailure::refused, unfit.path + " " + unfit.why};
    listener_.unfit(std::move(unfit));
    return false;
}

}  // namespace keks::client::disk

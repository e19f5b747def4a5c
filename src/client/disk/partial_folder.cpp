// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/partial_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "client/disk/entry_rules.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/open_file.hpp"

namespace keks::client::disk {
namespace {

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

// Compares what is in a folder with how it was left.
class Survey {
  public:
    Survey(const UnpackState& state, const timespec& left, const StopFlag& stop)
        : state_{state}, left_{left}, stop_{stop} {
        std::string path;
        for (const auto& each : state.open_folders)
            unfinished_.push_back(path += (path.empty() ? "" : "/") + each.name);
        const auto& last = state.entry.path;
        for (auto slash = last.find('/'); slash != last.npos; slash = last.find('/', slash + 1)) {
            const auto parent = last.substr(0, slash);
            if (std::ranges::find(unfinished_, parent) != unfinished_.end()) continue;
            unfinished_.push_back(parent);
            ++new_parents_;
        }
    }

    bool is_as_it_was_left(FileDescriptor root) {
        struct stat status {};
        if (::fstat(root.get(), &status) != 0 || status.st_uid != ::geteuid()) return false;
        if (!look_into(std::move(root), {})) return false;
        const bool is_folder = state_.entry.kind == TarEntry::Kind::folder;
        const auto others = state_.entries - state_.folders - (is_folder ? 0 : 1);
        return others_ == others && folders_ >= state_.made_folders &&
               folders_ <= state_.made_folders + new_parents_;
    }
    /** Those that are there, without the last entry. */
    [[nodiscard]] std::uint64_t folders() const { return folders_; }
    /** Bytes of the last entry, if that is a file. */
    [[nodiscard]] std::uint64_t there() const { return there_; }

  private:
    bool look_into(FileDescriptor folder, const std::string& path) {
        const std::unique_ptr<DIR, CloseFolder> listing{::fdopendir(folder.get())};
        if (!listing) return false;
        const int within = folder.release();
        while (const dirent* each = ::readdir(listing.get())) {
            const std::string_view name{each->d_name};
            if (name == "." || name == "..") continue;
            const auto inner = path + (path.empty() ? "" : "/") + each->d_name;
            if (stop_ || !look_at(within, each->d_name, inner)) return false;
        }
        return true;
    }

    bool look_at(int within, const char* name, const std::string& path) {
        struct stat status {};
        if (::fstatat(within, name, &status, AT_SYMLINK_NOFOLLOW) != 0 ||
            status.st_uid != ::geteuid())
            return false;
        const bool last = path == state_.entry.path;
        if (last && !is_of_the_last(status)) return false;
        if (!S_ISDIR(status.st_mode)) {
            if (!last) ++others_;
            return last || is_older(status);
        }
        if (!last) ++folders_;
        const bool unfinished = last || std::ranges::find(unfinished_, path) != unfinished_.end();
        FileDescriptor folder{
            ::openat(within, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
        return (unfinished || is_older(status)) && folder && look_into(std::move(folder), path);
    }

    bool is_of_the_last(const struct stat& status) {
        const auto& entry = state_.entry;
        if (entry.kind == TarEntry::Kind::folder) return S_ISDIR(status.st_mode);
        if (entry.kind == TarEntry::Kind::link) return S_ISLNK(status.st_mode);
        there_ = static_cast<std::uint64_t>(status.st_size);
        // Not what has another name too, which may be elsewhere.
        return S_ISREG(status.st_mode) && status.st_nlink == 1 && there_ <= entry.size;
    }

    [[nodiscard]] bool is_older(const struct stat& status) const {
        return std::tie(status.st_ctim.tv_sec, status.st_ctim.tv_nsec) <=
               std::tie(left_.tv_sec, left_.tv_nsec);
    }

    const UnpackState& state_;
    const timespec left_;
    const StopFlag& stop_;
    // Paths of folders into which something may have come since.
    std::vector<std::string> unfinished_;
    // Those of them that may have been made since.
    std::uint64_t new_parents_ = 0;
    // Both without the last entry.
    std::uint64_t folders_ = 0;
    std::uint64_t others_ = 0;
    std::uint64_t there_ = 0;
};

// Without following links, for reading; none also where one may not.
FileDescriptor open_within(const FileDescriptor& root, const std::string& path) {
    FileDescriptor folder{::dup(root.get())};
    const auto parts = components(path);
    for (std::size_t i = 0; folder && i < parts.size(); ++i) {
        const bool last = i + 1 == parts.size();
        folder = FileDescriptor{
            ::openat(folder.get(), std::string{parts[i]}.c_str(),
                     O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | (last ? 0 : O_DIRECTORY))};
    }
    return folder;
}

}  // namespace

std::optional<PartialFolder> find_partial_folder(Target target, std::uint64_t size,
                                                 const StopFlag& stop) {
    auto found = PartFolder::find(std::move(target), size);
    if (!found) return std::nullopt;
    const auto root = found->folder.open();
    auto walked = found->folder.open();
    if (!root || !walked) return std::nullopt;
    const auto& state = found->state;
    Survey survey{state, found->written, stop};
    if (!survey.is_as_it_was_left(*std::move(walked))) return std::nullopt;
    found->state.made_folders = survey.folders();

    Sha256 hash{state.hash};
    const auto there = survey.there();
    if (state.data_at > size || there > size - state.data_at) return std::nullopt;
    if (there > 0) {
        const auto file = open_within(*root, state.entry.path);
        if (!file) return std::nullopt;
        const auto hashed = hash_range(file.get(), 0, there, stop, state.entry.path, hash);
        if (!hashed || !*hashed) return std::nullopt;
        hash = **hashed;
    }
    return PartialFolder{std::move(found->folder), std::move(found->state), there, hash};
}

}  // namespace keks::client::disk

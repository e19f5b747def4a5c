// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/partial_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <memory>
#include <string_view>
#include <tuple>
#include <utility>

#include "client/disk/open_file.hpp"

namespace keks::client::disk {
namespace {

struct CloseFolder {
    void operator()(DIR* folder) const { ::closedir(folder); }
};

// Counts what is no folder, and looks at whether it is older than a time.
class Survey {
  public:
    // `spared` may be younger: it was not complete yet.
    Survey(const timespec& when, const struct stat* spared, const StopFlag& stop)
        : when_{when}, spared_{spared}, stop_{stop} {}

    // Whether all of it could be looked at, and nothing is younger.
    bool look_into(int folder) {
        FileDescriptor inner{::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
        const std::unique_ptr<DIR, CloseFolder> listing{::fdopendir(inner.get())};
        if (!listing) return false;
        const int within = inner.release();
        while (const dirent* each = ::readdir(listing.get())) {
            const std::string_view name{each->d_name};
            if (name != "." && name != ".." && !look_at(within, each->d_name)) return false;
        }
        return true;
    }
    [[nodiscard]] std::uint64_t count() const { return count_; }

  private:
    bool look_at(int folder, const char* name) {
        struct stat status {};
        if (stop_ || ::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
        if (S_ISDIR(status.st_mode)) {
            const FileDescriptor inner{
                ::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)};
            return inner && look_into(inner.get());
        }
        ++count_;
        return is_spared(status) || std::tie(status.st_ctim.tv_sec, status.st_ctim.tv_nsec) <=
                                        std::tie(when_.tv_sec, when_.tv_nsec);
    }
    [[nodiscard]] bool is_spared(const struct stat& status) const {
        return spared_ != nullptr && status.st_ino == spared_->st_ino &&
               status.st_dev == spared_->st_dev;
    }

    const timespec when_;
    const struct stat* const spared_;
    const StopFlag& stop_;
    std::uint64_t count_ = 0;
};

// The last entry, as far as it is there: of a file its bytes, of others nothing.
std::optional<FileDescriptor> find_last(FolderBuilder& builder, const TarEntry& entry,
                                        struct stat& status) {
    if (entry.kind != TarEntry::Kind::file) {
        (void)builder.remove(entry.path);  // or making it fails, and says why
        return std::nullopt;
    }
    auto file = builder.find_file(entry.path);
    if (!file || !*file || ::fstat((*file)->get(), &status) != 0) return std::nullopt;
    return **std::move(file);
}

}  // namespace

std::optional<PartialFolder> find_partial_folder(Target target, std::uint64_t size,
                                                 const StopFlag& stop) {
    auto found = PartFolder::find(std::move(target), size);
    if (!found) return std::nullopt;
    auto root = found->folder.open();
    if (!root) return std::nullopt;
    FolderBuilder builder{*std::move(root)};
    if (builder.enter(found->state.open_folders)) return std::nullopt;

    const auto& entry = found->state.entry;
    struct stat last {};
    auto file = find_last(builder, entry, last);
    const auto there = static_cast<std::uint64_t>(last.st_size);
    if (there > entry.size || found->state.data_at + there > size) return std::nullopt;
    Survey survey{found->written, file ? &last : nullptr, stop};
    const bool is_last_counted = entry.kind != TarEntry::Kind::folder && !file;
    const auto complete = found->state.entries - found->state.folders - (is_last_counted ? 1 : 0);
    if (!survey.look_into(builder.root()) || survey.count() != complete) return std::nullopt;

    Sha256 hash{found->state.hash};
    if (file) {
        auto hashed = hash_range(file->get(), 0, there, stop, entry.path, hash);
        if (!hashed || !*hashed) return std::nullopt;
        hash = **hashed;
    }
    return PartialFolder{std::move(found->folder),
                         std::move(found->state),
                         std::move(builder),
                         std::move(file),
                         there,
                         hash};
}

}  // namespace keks::client::disk

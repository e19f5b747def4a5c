// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/part_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/disk/folder_builder.hpp"

namespace keks::client::disk {

DiskResult<PartFolder> PartFolder::create(Target target) {
    for (int number = 0; number < Target::kMostParts; ++number) {
        auto name = target.part_name(number);
        if (::mkdirat(target.folder(), name.c_str(), 0777) == 0)
            return PartFolder{std::move(target), std::move(name)};
        if (errno != EEXIST) return write_error(errno, target.path_of(name));
    }
    return target.too_many_parts();
}

PartFolder::~PartFolder() {
    if (!name_.empty()) remove_tree(target_.folder(), name_.c_str());
}

DiskResult<FileDescriptor> PartFolder::open() const {
    FileDescriptor folder{uninterrupted([&] {
        return ::openat(target_.folder(), name_.c_str(),
                        O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    })};
    if (!folder) return write_error(errno, path());
    return folder;
}

std::optional<DiskError> PartFolder::publish(const std::string& only_folder) {
    const auto opened = open();
    if (!opened) return opened.error();
    // One for all: to wait for each of a million small files would take hours.
    if (uninterrupted([&] { return ::syncfs(opened->get()); }) != 0)
        return write_error(errno, path());
    if (!only_folder.empty()) return target_.publish(opened->get(), only_folder);
    auto error = target_.publish(target_.folder(), name_);
    if (!error) name_.clear();
    return error;
}

}  // namespace keks::client::disk

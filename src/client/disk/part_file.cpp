// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/part_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "client/disk/abandoned_file.hpp"
#include "client/disk/open_file.hpp"

namespace keks::client::disk {
namespace {

// Those before it are of earlier tries, with what was another file.
std::optional<AbandonedFile> last_abandoned(const Target& target) {
    std::optional<AbandonedFile> last;
    for (int number = 0; number < Target::kMostParts; ++number) {
        auto next = lock_abandoned(target.folder(), target.part_name(number));
        if (next && next->size > 0 && (!last || next->is_later_than(*last))) last = std::move(next);
    }
    return last;
}

}  // namespace

DiskResult<PartFile> PartFile::create(Target target) {
    for (int number = 0; number < Target::kMostParts; ++number) {
        auto name = target.part_name(number);
        auto descriptor = open_to_lock(target.folder(), name, O_CREAT | O_EXCL);
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

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/open_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace keks::client::disk {
namespace {

constexpr std::size_t kHashedAtOnce = std::size_t{1024} * 1024;

DiskError not_a_file(const std::string& name, mode_t mode) {
    return {TransferFailure::unreadable,
            "cannot read " + name + ": it is " + (S_ISDIR(mode) ? "a folder" : "no regular file")};
}

DiskError shorter(std::string_view name) {
    return {TransferFailure::unreadable, shown(name) + " has become shorter"};
}

DiskResult<std::shared_ptr<const OpenFile>> open_now(const std::filesystem::path& path) {
    auto name = shown(path.filename().native());
    // Without O_NONBLOCK a FIFO would keep us until someone writes to it.
    FileDescriptor descriptor{uninterrupted(
        [&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK); })};
    struct stat status {};
    if (!descriptor || ::fstat(descriptor.get(), &status) != 0) return read_error(errno, name);
    if (!S_ISREG(status.st_mode)) return not_a_file(name, status.st_mode);
    const auto size = static_cast<std::uint64_t>(status.st_size);
    return std::make_shared<const OpenFile>(std::move(descriptor), 0, size, std::move(name));
}

}  // namespace

DiskJob open_file(DiskThreads& threads, std::filesystem::path path, FileOpened opened) {
    return threads.job([path = std::move(path)](const StopFlag&) { return open_now(path); },
                       std::move(opened));
}

DiskJob hash_beginning(DiskThreads& threads, std::shared_ptr<const OpenFile> file,
                       std::uint64_t bytes, std::function<void(DiskResult<Sha256>)> hashed) {
    return threads.job(
        [file = std::move(file), bytes](const StopFlag& stop) {
            if (bytes > file->size) return DiskResult<std::optional<Sha256>>{shorter(file->name)};
            return hash_range(file->descriptor.get(), file->begin, bytes, stop, file->name);
        },
        [hashed = std::move(hashed)](DiskResult<std::optional<Sha256>> result) {
            // Without a hash it was stopped, and this is not called.
            if (result)
                hashed(**std::move(result));
            else
                hashed(std::move(result).error());
        });
}

DiskResult<std::size_t> read_at(int descriptor, std::uint64_t offset, std::span<std::byte> room,
                                std::string_view name) {
    std::size_t filled = 0;
    while (filled < room.size()) {
        const auto rest = room.subspan(filled);
        const auto length = uninterrupted([&] {
            return ::pread(descriptor, rest.data(), rest.size(),
                           static_cast<off_t>(offset + filled));
        });
        if (length < 0) return read_error(errno, name);
        if (length == 0) break;
        filled += static_cast<std::size_t>(length);
    }
    return filled;
}

DiskResult<std::optional<Sha256>> hash_range(int descriptor, std::uint64_t begin,
                                             std::uint64_t bytes, const StopFlag& stop,
                                             std::string_view name, Sha256 hash) {
    std::vector<std::byte> buffer(std::min<std::uint64_t>(bytes, kHashedAtOnce));
    std::uint64_t done = 0;
    while (done < bytes) {
        if (stop) return std::optional<Sha256>{};
        const auto room =
            std::span{buffer}.first(std::min<std::uint64_t>(buffer.size(), bytes - done));
        const auto length = read_at(descriptor, begin + done, room, name);
        if (!length) return length.error();
        if (*length < room.size()) return shorter(name);
        hash.update(room);
        done += *length;
    }
    return std::optional{hash};
}

}  // namespace keks::client::disk

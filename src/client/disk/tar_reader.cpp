// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tar_reader.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <utility>

namespace keks::client::disk {
namespace {

// Two blocks of zeros end an archive (POSIX.1-2017, pax).
constexpr std::uint64_t kEndMark = 2 * TarReader::kBlock;

DiskError malformed() {
    return {TransferFailure::malformed, "what came is no tar archive, or a damaged one"};
}

DiskError refused(std::string_view path, std::string_view why) {
    return {TransferFailure::refused, shown(path) + " " + std::string{why}};
}

std::string text(const char* given) {
    return given == nullptr ? std::string{} : std::string{given};
}

DiskResult<TarEntry> translate(archive_entry* entry) {
    TarEntry ours;
    ours.path = text(archive_entry_pathname(entry));
    if (archive_entry_hardlink(entry) != nullptr) return refused(ours.path, "is a hard link");
    switch (archive_entry_filetype(entry)) {
        case AE_IFREG:
            ours.kind = TarEntry::Kind::file;
            break;
        case AE_IFDIR:
            ours.kind = TarEntry::Kind::folder;
            if (ours.path.ends_with('/')) ours.path.pop_back();
            break;
        case AE_IFLNK:
            ours.kind = TarEntry::Kind::link;
            ours.target = text(archive_entry_symlink(entry));
            break;
        default:
            return refused(ours.path, "is neither a file, a folder nor a link");
    }
    if (archive_entry_sparse_count(entry) > 0) return refused(ours.path, "has holes");
    if (archive_entry_size(entry) < 0) return malformed();
    ours.size = static_cast<std::uint64_t>(archive_entry_size(entry));
    ours.mode = archive_entry_perm(entry);
    ours.modified = {archive_entry_mtime(entry), archive_entry_mtime_nsec(entry)};
    return ours;
}

}  // namespace

void TarReader::Free::operator()(archive* reader) const {
    archive_read_free(reader);
}

TarReader::TarReader(More more) : more_{std::move(more)}, archive_{archive_read_new()} {
    auto* const reader = archive_.get();
    // No compression: nothing becomes larger than what came.
    archive_read_support_format_tar(reader);
    archive_read_set_read_callback(reader, read);
    archive_read_set_callback_data(reader, this);
    // Opening fails only where reading will.
    archive_read_open1(reader);
}

la_ssize_t TarReader::read(archive* reader, void* self, const void** buffer) {
    auto& us = *static_cast<TarReader*>(self);
    const auto bytes = us.more_();
    if (!bytes) {
        archive_set_error(reader, EIO, "given up");
        return -1;
    }
    us.look_for_end(*bytes);
    *buffer = bytes->data();
    return static_cast<la_ssize_t>(bytes->size());
}

void TarReader::look_for_end(std::span<const std::byte> bytes) {
    length_ += bytes.size();
    const auto last = std::find_if(bytes.rbegin(), bytes.rend(),
                                   [](std::byte each) { return each != std::byte{0}; });
    const auto zeros = static_cast<std::uint64_t>(last - bytes.rbegin());
    zeros_at_end_ = zeros == bytes.size() ? zeros_at_end_ + zeros : zeros;
}

DiskResult<std::optional<TarEntry>> TarReader::next() {
    archive_entry* entry = nullptr;
    const int status = archive_read_next_header(archive_.get(), &entry);
    if (status == ARCHIVE_EOF) {
        if (auto error = end()) return *std::move(error);
        return std::optional<TarEntry>{};
    }
    // A warning is about what we do not use (owners, attributes).
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) return malformed();
    offset_ = 0;
    auto ours = translate(entry);
    if (!ours) return ours.error();
    return std::optional{*std::move(ours)};
}

DiskResult<std::span<const std::byte>> TarReader::data() {
    const void* buffer = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int status = archive_read_data_block(archive_.get(), &buffer, &size, &offset);
    if (status == ARCHIVE_EOF) return std::span<const std::byte>{};
    if (status != ARCHIVE_OK || offset < 0 || static_cast<std::uint64_t>(offset) != offset_)
        return malformed();
    offset_ += size;
    return std::span{static_cast<const std::byte*>(buffer), size};
}

std::uint64_t TarReader::position() const {
    return static_cast<std::uint64_t>(archive_filter_bytes(archive_.get(), 0));
}

std::optional<DiskError> TarReader::end() {
    // All of it has to have come, and after the end only more zeros.
    const auto zeros = zeros_at_end_;
    std::uint64_t length = 0;
    while (const auto bytes = more_()) {
        if (!bytes->empty()) {
            look_for_end(*bytes);
            length += bytes->size();
            continue;
        }
        const bool only_zeros = zeros_at_end_ == zeros + length;
        const bool whole = zeros_at_end_ >= kEndMark && length_ % kBlock == 0;
        return only_zeros && whole ? std::nullopt : std::optional{malformed()};
    }
    return malformed();
}

}  // namespace keks::client::disk

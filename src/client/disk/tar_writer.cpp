// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tar_writer.hpp"

#include <archive.h>
#include <archive_entry.h>

namespace keks::client::disk {
namespace {

DiskError failed(std::string_view path) {
    return {TransferFailure::unreadable, "cannot describe " + shown(path) + " in a tar stream"};
}

unsigned int type_of(TarEntry::Kind kind) {
    switch (kind) {
        case TarEntry::Kind::folder:
            return AE_IFDIR;
        case TarEntry::Kind::link:
            return AE_IFLNK;
        case TarEntry::Kind::file:
            break;
    }
    return AE_IFREG;
}

}  // namespace

void TarWriter::Free::operator()(archive* writer) const {
    archive_write_free(writer);
}

void TarWriter::Free::operator()(archive_entry* entry) const {
    archive_entry_free(entry);
}

TarWriter::TarWriter() : entry_{archive_entry_new()}, archive_{archive_write_new()} {
    auto* const writer = archive_.get();
    // Restricted: pax headers only where a plain one does not do.
    archive_write_set_format_pax_restricted(writer);
    archive_write_set_bytes_per_block(writer, 0);
    archive_write_set_bytes_in_last_block(writer, 1);
    // Opening what is in memory cannot fail; what could tells so at the first entry.
    archive_write_open(writer, this, nullptr, write, nullptr);
}

TarWriter::~TarWriter() {
    // Or its end would fill up what is missing, with gigabytes of zeros if need be. (Of what was
    // given up by archive_write_fail libarchive 3.6 does not free all.)
    given_up_ = true;
}

la_ssize_t TarWriter::write(archive* /*writer*/, void* self, const void* buffer,
                            std::size_t length) {
    auto& us = *static_cast<TarWriter*>(self);
    if (us.given_up_) return -1;
    const auto* const bytes = static_cast<const std::byte*>(buffer);
    us.out_.insert(us.out_.end(), bytes, bytes + length);
    return static_cast<la_ssize_t>(length);
}

std::optional<DiskError> TarWriter::begin(const TarEntry& entry) {
    auto* const theirs = archive_entry_clear(entry_.get());
    archive_entry_set_pathname(theirs, entry.path.c_str());
    archive_entry_set_filetype(theirs, type_of(entry.kind));
    archive_entry_set_perm(theirs, entry.mode);
    archive_entry_set_size(theirs, static_cast<la_int64_t>(entry.size));
    archive_entry_set_mtime(theirs, entry.modified.tv_sec, entry.modified.tv_nsec);
    if (entry.kind == TarEntry::Kind::link) archive_entry_set_symlink(theirs, entry.target.c_str());
    if (archive_write_header(archive_.get(), theirs) != ARCHIVE_OK) return failed(entry.path);
    return std::nullopt;
}

std::optional<DiskError> TarWriter::data(std::span<const std::byte> bytes) {
    const auto written = archive_write_data(archive_.get(), bytes.data(), bytes.size());
    if (written == static_cast<la_ssize_t>(bytes.size())) return std::nullopt;
    return failed("a file");
}

std::optional<DiskError> TarWriter::finish() {
    if (archive_write_close(archive_.get()) != ARCHIVE_OK) return failed("the end");
    return std::nullopt;
}

DiskResult<std::uint64_t> tar_length(const TarEntry& entry) {
    // What describes an entry does not depend on those before it.
    TarWriter writer;
    if (auto error = writer.begin(entry)) return *std::move(error);
    const auto blocks = entry.size / TarWriter::kBlock + (entry.size % TarWriter::kBlock != 0);
    return writer.out().size() + blocks * TarWriter::kBlock;
}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/unpacking.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <utility>

#include "client/disk/entry_rules.hpp"

namespace keks::client::disk {
namespace {

DiskError refused(std::string_view path, std::string_view why) {
    return {TransferFailure::refused, shown(path) + " " + std::string{why}};
}

std::optional<DiskError> write(std::span<const std::byte> bytes, int file,
                               const std::string& path) {
    while (!bytes.empty()) {
        const auto written =
            uninterrupted([&] { return ::write(file, bytes.data(), bytes.size()); });
        if (written < 0) return write_error(errno, path);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

std::optional<DiskError> set_time(const TarEntry& entry, int file) {
    const std::array<timespec, 2> times{timespec{.tv_sec = 0, .tv_nsec = UTIME_OMIT},
                                        entry.modified};
    if (::futimens(file, times.data()) != 0) return write_error(errno, entry.path);
    return std::nullopt;
}

}  // namespace

Unpacking::Unpacking(FolderBuilder builder, const Limits& limits, TarReader::More more, Note note)
    : limits_{limits},
      more_{std::move(more)},
      note_{std::move(note)},
      builder_{std::move(builder)} {}

std::optional<DiskError> Unpacking::run() {
    return run_from(0);
}

std::optional<DiskError> Unpacking::run_from(std::uint64_t position) {
    TarReader reader{[this] { return more(); }};
    while (true) {
        const auto entry = reader.next();
        if (!entry) return entry.error();
        if (!*entry) return builder_.leave(1);
        if (auto error = check(**entry)) return error;
        count(**entry);
        if (auto error = note(**entry, position + reader.position())) return error;
        if (auto error = make(**entry, reader)) return error;
    }
}

std::optional<DiskError> Unpacking::take_over(const UnpackState& state, std::uint64_t there) {
    entries_ = state.entries;
    bytes_ = state.bytes;
    folders_ = state.folders;
    top_ = state.top;
    several_tops_ = state.several_tops;
    if (auto error = builder_.go_on(state.open_folders, state.made_folders)) return error;
    const auto& entry = state.entry;
    if (entry.kind != TarEntry::Kind::file) return builder_.remove(entry.path);
    auto file = builder_.find_file(entry.path);
    if (!file) return file.error();
    begun_ = *std::move(file);
    struct stat status {};
    if (begun_ && ::fstat(begun_->get(), &status) != 0) return write_error(errno, entry.path);
    if (static_cast<std::uint64_t>(status.st_size) == there) return std::nullopt;
    return DiskError{TransferFailure::unwritable,
                     "somebody else has just changed " + shown(entry.path)};
}

std::optional<DiskError> Unpacking::run_on(const UnpackState& state, std::uint64_t there) {
    const auto& entry = state.entry;
    if (auto error = finish(entry, there)) return error;
    const auto size = entry.kind == TarEntry::Kind::file ? entry.size : 0;
    const auto padding = (TarReader::kBlock - size % TarReader::kBlock) % TarReader::kBlock;
    if (auto error = take(padding, [](Bytes) { return std::nullopt; })) return error;
    return run_from(state.data_at + size + padding);
}

std::optional<DiskError> Unpacking::check(const TarEntry& entry) {
    if (const auto fault = fault_of_path(entry.path)) return refused(entry.path, *fault);
    if (entry.kind == TarEntry::Kind::link) {
        const auto fault = fault_of_link(entry.path, entry.target);
        if (fault) return refused(entry.path, *fault);
    }
    if (entries_ >= limits_.entries) return refused(entry.path, "is one too many");
    if (entry.kind == TarEntry::Kind::file && entry.size > limits_.bytes - bytes_)
        return refused(entry.path, "is too large");
    return std::nullopt;
}

void Unpacking::count(const TarEntry& entry) {
    const bool is_folder = entry.kind == TarEntry::Kind::folder;
    const auto parts = components(entry.path);
    if (entries_ == 0) top_ = parts.front();
    if (top_ != parts.front() || (parts.size() == 1 && !is_folder)) several_tops_ = true;
    ++entries_;
    if (is_folder) ++folders_;
    if (entry.kind == TarEntry::Kind::file) bytes_ += entry.size;
}

std::optional<DiskError> Unpacking::note(const TarEntry& entry, std::uint64_t data_at) const {
    // What else may have bytes we leave to the reader: then nobody goes on from there.
    if (!note_ || (entry.kind != TarEntry::Kind::file && entry.size > 0)) return std::nullopt;
    if (data_at % TarReader::kBlock != 0) return refused(entry.path, "begins within a block");
    return note_({.entry = entry,
                  .data_at = data_at,
                  .hash = {},
                  .entries = entries_,
                  .bytes = bytes_,
                  .folders = folders_,
                  .made_folders = builder_.folders(),
                  .top = top_,
                  .several_tops = several_tops_,
                  .open_folders = builder_.open_folders()});
}

std::optional<DiskError> Unpacking::make(const TarEntry& entry, TarReader& reader) {
    if (entry.kind != TarEntry::Kind::file) return make_other(entry);
    const auto file = builder_.add_file(entry.path, entry.mode);
    if (!file) return file.error();
    return fill(entry, file->get(), reader);
}

std::optional<DiskError> Unpacking::make_other(const TarEntry& entry) {
    if (entry.kind == TarEntry::Kind::folder)
        return builder_.add_folder(entry.path, {entry.mode, entry.modified});
    return builder_.add_link(entry.path, entry.target, entry.modified);
}

std::optional<DiskError> Unpacking::fill(const TarEntry& entry, int file, TarReader& reader) {
    std::uint64_t rest = entry.size;
    while (true) {
        const auto bytes = reader.data();
        if (!bytes) return bytes.error();
        if (bytes->empty()) break;
        if (bytes->size() > rest) return refused(entry.path, "is longer than it says");
        if (auto error = write(*bytes, file, entry.path)) return error;
        rest -= bytes->size();
    }
    if (rest > 0) return refused(entry.path, "is shorter than it says");
    return set_time(entry, file);
}

// The reader knows of no entry that it has not begun: the rest of such a one comes without it.
std::optional<DiskError> Unpacking::finish(const TarEntry& entry, std::uint64_t there) {
    if (entry.kind != TarEntry::Kind::file) return make_other(entry);
    auto file = std::exchange(begun_, std::nullopt);
    if (!file) {
        auto made = builder_.add_file(entry.path, entry.mode);
        if (!made) return made.error();
        file = *std::move(made);
    }
    if (::lseek(file->get(), 0, SEEK_END) < 0) return write_error(errno, entry.path);
    const auto append = [&](Bytes bytes) { return write(bytes, file->get(), entry.path); };
    if (auto error = take(entry.size - there, append)) return error;
    return set_time(entry, file->get());
}

std::optional<DiskError> Unpacking::take(
    std::uint64_t bytes, const std::function<std::optional<DiskError>(Bytes)>& each) {
    while (bytes > 0) {
        const auto came = more();
        if (!came || came->empty())
            return DiskError{TransferFailure::malformed,
                             "what came ends in the middle of an archive"};
        const auto ours = came->first(std::min<std::uint64_t>(bytes, came->size()));
        if (auto error = each(ours)) return error;
        rest_ = came->subspan(ours.size());
        bytes -= ours.size();
    }
    return std::nullopt;
}

std::optional<Unpacking::Bytes> Unpacking::more() {
    return rest_.empty() ? more_() : std::exchange(rest_, Bytes{});
}

}  // namespace keks::client::disk

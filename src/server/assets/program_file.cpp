// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/program_file.hpp"

#include <fcntl.h>
#include <link.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>
#include <utility>

namespace keks::server {
namespace {

// False also where the file ends before.
bool read_all(int file, off_t offset, std::span<char> into) {
    while (!into.empty()) {
        const ssize_t count = ::pread(file, into.data(), into.size(), offset);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return false;
        offset += count;
        into = into.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

bool has_same_bytes(FilePart part, std::string_view bytes) {
    std::array<char, 16384> buffer{};
    while (!bytes.empty()) {
        const std::span piece = std::span{buffer}.first(std::min(bytes.size(), buffer.size()));
        if (!read_all(part.file, part.offset, piece)) return false;
        if (!std::ranges::equal(piece, bytes.substr(0, piece.size()))) return false;
        part.offset += static_cast<off_t>(piece.size());
        bytes.remove_prefix(piece.size());
    }
    return true;
}

}  // namespace

ProgramFile::ProgramFile(const char* path)
    : file_{::open(path, O_RDONLY | O_CLOEXEC)}, segments_{read_only_segments()} {}

std::vector<ProgramFile::Segment> ProgramFile::read_only_segments() {
    std::vector<Segment> found;
    const auto visit = [](dl_phdr_info* object, std::size_t, void* into) {
        for (const ElfW(Phdr) & header : std::span{object->dlpi_phdr, object->dlpi_phnum}) {
            if (header.p_type != PT_LOAD || (header.p_flags & PF_W) != 0) continue;
            static_cast<std::vector<Segment>*>(into)->push_back(
                {.begin = object->dlpi_addr + header.p_vaddr,
                 .size = header.p_filesz,
                 .offset = static_cast<off_t>(header.p_offset)});
        }
        return 1;  // ends the visits: the first is that of the program, others of its libraries
    };
    dl_iterate_phdr(visit, &found);
    return found;
}

std::optional<FilePart> ProgramFile::find(std::string_view bytes) {
    if (file_ < 0) return std::nullopt;
    const Segment* segment = segment_of(bytes);
    if (segment == nullptr) return std::nullopt;
    const auto distance = reinterpret_cast<std::uintptr_t>(bytes.data()) - segment->begin;
    const FilePart part{.file = file_,
                        .offset = segment->offset + static_cast<off_t>(distance),
                        .size = bytes.size()};
    if (is_verified(bytes, part)) return part;
    give_up();
    return std::nullopt;
}

const ProgramFile::Segment* ProgramFile::segment_of(std::string_view bytes) const {
    const auto begin = reinterpret_cast<std::uintptr_t>(bytes.data());
    const auto found = std::ranges::find_if(segments_, [&](const Segment& segment) {
        return begin >= segment.begin && begin - segment.begin <= segment.size &&
               bytes.size() <= segment.size - (begin - segment.begin);
    });
    return found == segments_.end() ? nullptr : &*found;
}

// Started by way of a loader or an emulator, the program is not what /proc/self/exe names.
bool ProgramFile::is_verified(std::string_view bytes, const FilePart& part) {
    const auto known = verified_.find(bytes.data());
    if (known != verified_.end() && known->second >= bytes.size()) return true;
    if (!has_same_bytes(part, bytes)) return false;
    verified_[bytes.data()] = bytes.size();
    return true;
}

void ProgramFile::give_up() {
    if (file_ >= 0) ::close(std::exchange(file_, -1));
}

ProgramFile& program_file() {
    static ProgramFile file;
    return file;
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace keks::server {

// Where bytes lie in an open file.
struct FilePart {
    int file = -1;
    off_t offset = 0;
    std::size_t size = 0;
};

// The file that this program was started from. Its constants were mapped from there, so that the
// kernel can send them straight out of its page cache. Open for good: replacing or deleting the
// file changes nothing. One thread.
class ProgramFile {
  public:
    // Whatever the path names; what is not this program's file has nothing that could be found.
    explicit ProgramFile(const char* path = "/proc/self/exe");
    ~ProgramFile() { give_up(); }
    ProgramFile(const ProgramFile&) = delete;
    ProgramFile& operator=(const ProgramFile&) = delete;

    // Where the file has the same bytes, if they are in memory that the program cannot write.
    // Reads and compares them when it is asked for the first time, and gives up if they differ.
    [[nodiscard]] std::optional<FilePart> find(std::string_view bytes);

    // Closes the file, in which nothing will be found any more.
    void give_up();

  private:
    // Memory that is mapped from the file.
    struct Segment {
        std::uintptr_t begin = 0;
        std::size_t size = 0;
        off_t offset = 0;
    };
    static std::vector<Segment> read_only_segments();
    [[nodiscard]] const Segment* segment_of(std::string_view bytes) const;
    [[nodiscard]] bool is_verified(std::string_view bytes, const FilePart& part);

    int file_ = -1;
    std::vector<Segment> segments_;
    std::unordered_map<const char*, std::size_t> verified_;  // sizes
};

// That of the program that runs, opened by the first call.
ProgramFile& program_file();

}  // namespace keks::server

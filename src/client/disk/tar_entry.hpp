// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <ctime>
#include <string>

namespace keks::client::disk {

/** A file, a folder or a link, as archives describe them. */
struct TarEntry {
    enum class Kind { file, folder, link };

    Kind kind = Kind::file;
    /** Without a slash at its end. */
    std::string path;
    /** Of a link. */
    std::string target;
    /** Of a file, in bytes. */
    std::uint64_t size = 0;
    mode_t mode = 0;
    timespec modified{};
};

}  // namespace keks::client::disk

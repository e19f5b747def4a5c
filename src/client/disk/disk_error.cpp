// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/disk_error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <stdexcept>
#include <system_error>

#include "util/unicode.hpp"

namespace keks::client::disk {
namespace {

constexpr std::size_t kLongestShown = 200;

TransferFailure reason_to_not_write(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return TransferFailure::disk_full;
        case EEXIST:
        case EISDIR:
        case ENOTEMPTY:
            return TransferFailure::exists;
        default:
            return TransferFailure::unwritable;
    }
}

std::string words(int error) {
    switch (error) {
        case ENOSPC:
            return "the disk is full; make room there";
        case EDQUOT:
            return "your share of the disk is used up; make room there";
        case EFBIG:
            return "the file system, or a limit, takes no file of this size";
        case EROFS:
            return "the file system is read-only; name another folder";
        case EACCES:
        case EPERM:
            return "you are not allowed to";
        case ENOENT:
            return "it does not exist";
        case ENOTDIR:
            return "part of its path is no folder";
        case EEXIST:
            return "it exists already";
        case EISDIR:
            return "it is a folder";
        case ENAMETOOLONG:
            return "its name is too long";
        case ELOOP:
            return "it is a symbolic link";
        case EPIPE:
            return "nobody reads it any more";
        default:
            return std::generic_category().message(error);
    }
}

}  // namespace

std::string shown(std::string_view name) {
    auto text = util::decode_utf8(name.substr(0, 4 * kLongestShown));
    std::erase_if(text, util::is_unruly);
    if (text.size() > kLongestShown) text = text.substr(0, kLongestShown) + U"…";
    return util::encode_utf8(text);
}

std::string spelled(std::string_view name) {
    const auto text = util::decode_utf8(util::escaped(name));
    if (text.size() <= kLongestShown) return util::encode_utf8(text);
    constexpr auto half = kLongestShown / 2;
    return util::encode_utf8(text.substr(0, half) + U"…" + text.substr(text.size() - half));
}

void throw_exception_from_error(const DiskError& error, const boost::source_location& /*where*/) {
    throw std::runtime_error{error.why};
}

DiskError read_error(int error, std::string_view name) {
    return {TransferFailure::unreadable, "cannot read " + shown(name) + ": " + words(error)};
}

DiskError write_error(int error, std::string_view name) {
    return {reason_to_not_write(error), "cannot write " + shown(name) + ": " + words(error)};
}

}  // namespace keks::client::disk

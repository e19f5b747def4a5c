// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/sorted_names.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <functional>
#include <utility>

namespace keks::client::disk {
namespace {

// A string, and what the heap adds to one that does not fit into it.
std::size_t cost(const std::string& name) {
    return sizeof(std::string) + (name.size() < sizeof(std::string) / 2 ? 0 : name.size() + 16);
}

}  // namespace

SortedNames::SortedNames(FileDescriptor folder, std::size_t budget, std::string shown_as)
    : folder_{std::move(folder)}, budget_{budget}, shown_as_{std::move(shown_as)} {}

DiskResult<std::optional<std::string>> SortedNames::next() {
    if (names_.empty() && !complete_) {
        if (auto error = read()) return *std::move(error);
    }
    if (names_.empty()) return std::optional<std::string>{};
    last_ = std::move(names_.back());
    names_.pop_back();
    return std::optional{last_};
}

std::optional<DiskError> SortedNames::read() {
    if (!listing_) {
        FileDescriptor own{::fcntl(folder_.get(), F_DUPFD_CLOEXEC, 0)};
        listing_.reset(own ? ::fdopendir(own.get()) : nullptr);
        if (!listing_) return read_error(errno, shown_as_);
        own.release();
    }
    ::rewinddir(listing_.get());
    complete_ = true;
    used_ = 0;
    errno = 0;
    while (const dirent* each = ::readdir(listing_.get())) {
        consider(each->d_name);
        errno = 0;
    }
    if (errno != 0) return read_error(errno, shown_as_);
    std::sort(names_.begin(), names_.end(), std::greater<>{});
    return std::nullopt;
}

void SortedNames::consider(std::string_view name) {
    if (name == "." || name == ".." || name <= last_) return;
    // It would be the first to be dropped.
    if (!complete_ && name >= names_.front()) return;
    names_.emplace_back(name);
    used_ += cost(names_.back());
    std::push_heap(names_.begin(), names_.end());
    while (used_ > budget_ && names_.size() > 1) drop_last();
}

void SortedNames::drop_last() {
    std::pop_heap(names_.begin(), names_.end());
    used_ -= cost(names_.back());
    names_.pop_back();
    complete_ = false;
}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <dirent.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/disk/disk_error.hpp"
#include "client/disk/file_descriptor.hpp"

namespace keks::client::disk {

/**
 * The names in a folder in the order of their bytes. Of more than fit into the budget of memory
 * those that come first are kept, and the folder is read again for those that follow.
 */
class SortedNames {
  public:
    /** Bytes, roughly; one name is kept in any case. `shown_as` is for error texts. */
    SortedNames(FileDescriptor folder, std::size_t budget, std::string shown_as);

    /** Nothing at the end. */
    [[nodiscard]] DiskResult<std::optional<std::string>> next();
    [[nodiscard]] int folder() const { return folder_.get(); }

  private:
    struct Close {
        void operator()(DIR* listing) const { ::closedir(listing); }
    };

    [[nodiscard]] std::optional<DiskError> read();
    void consider(std::string_view name);
    void drop_last();

    FileDescriptor folder_;
    std::size_t budget_;
    std::string shown_as_;
    std::unique_ptr<DIR, Close> listing_;
    std::vector<std::string> names_;  // a heap while reading, then sorted, the next one at the end
    std::size_t used_ = 0;
    std::string last_;  // handed out
    bool complete_ = false;
};

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/resource.h>

#include <cstdlib>

#include "support/fail.hpp"

namespace keks::test {

// As long as it lives the process may write no longer files. Only where SIGXFSZ does not end it.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t most) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit less{most, before_.rlim_max};
        if (setrlimit(RLIMIT_FSIZE, &less) != 0) fail(Where::current(), "cannot limit files");
    }
    ~FileSizeLimit() {
        // With the limit no later test means anything.
        if (setrlimit(RLIMIT_FSIZE, &before_) != 0) std::abort();
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    rlimit before_{};
};

}  // namespace keks::test

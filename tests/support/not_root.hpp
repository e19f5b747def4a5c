// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <unistd.h>

#include <cstdlib>

#include "support/fail.hpp"

namespace keks::test {

// As long as it lives the process may do what an ordinary user may: root may read and write
// everything.
class NotRoot {
  public:
    NotRoot() {
        if (before_ == 0 && seteuid(kNobody) != 0) fail(Where::current(), "cannot become nobody");
    }
    ~NotRoot() {
        // As nobody no later test means anything.
        if (before_ == 0 && seteuid(before_) != 0) std::abort();
    }
    NotRoot(const NotRoot&) = delete;
    NotRoot& operator=(const NotRoot&) = delete;

  private:
    static constexpr uid_t kNobody = 65534;
    const uid_t before_ = geteuid();
};

}  // namespace keks::test

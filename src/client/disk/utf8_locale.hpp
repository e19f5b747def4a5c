// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <locale.h>

namespace keks::client::disk {

/** While it lives, names are UTF-8 for the C library and libarchive, on this thread alone. */
class Utf8Locale {
  public:
    Utf8Locale()
        : utf8_{::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{})},
          before_{::uselocale(utf8_)} {}  // without one: the process's own stays
    ~Utf8Locale() {
        ::uselocale(before_);
        if (utf8_ != locale_t{}) ::freelocale(utf8_);
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

  private:
    const locale_t utf8_;
    const locale_t before_;
};

}  // namespace keks::client::disk

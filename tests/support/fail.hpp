// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace keks::test {

// The line of the test that asked; a default argument of everything that can fail a test.
using Where = std::source_location;

// Ends the test. An exception rather than an assertion, so that what waits may return a value.
[[noreturn]] inline void fail(const Where& where, const std::string& what) {
    throw std::runtime_error(std::string{where.file_name()} + ":" + std::to_string(where.line()) +
                             ": " + what);
}

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <exception>

namespace keks::test {

// One case of several in a test: its failure does not keep the others from being tried.
template <class Case>
void attempt(Case try_case) {
    try {
        try_case();
    } catch (const std::exception& error) {
        ADD_FAILURE() << error.what();
    }
}

}  // namespace keks::test

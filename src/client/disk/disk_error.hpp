// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <functional>
#include <string>
#include <string_view>

#include "client/resources/transfer_failure.hpp"

namespace keks::client::disk {

/** Why something could not be read or saved. */
struct DiskError {
    TransferFailure reason = TransferFailure::unwritable;
    /**
     * For the user, in one line: what failed and, where one can, how to mend it. The names in it
     * are fit for a terminal.
     */
    std::string why;
};

template <typename Value>
using DiskResult = boost::system::result<Value, DiskError>;

/** For `DiskResult::value` of an error: throws `std::runtime_error` with its words. */
[[noreturn]] void throw_exception_from_error(const DiskError& error,
                                             const boost::source_location& where);

/** Hears on the loop, once and before the failure itself, why something failed. */
using Explain = std::function<void(const std::string& why)>;

/** A name of a file as a terminal may show it: without controls and the like, and not too long. */
[[nodiscard]] std::string shown(std::string_view name);

/** The same, but of what `shown` leaves out the bytes, as `\x1b`, so that one can find it, and of a
 * long one the beginning and the end. */
[[nodiscard]] std::string spelled(std::string_view name);

/** For an `errno`: what was read or written is called `name`. */
[[nodiscard]] DiskError read_error(int error, std::string_view name);
[[nodiscard]] DiskError write_error(int error, std::string_view name);

}  // namespace keks::client::disk

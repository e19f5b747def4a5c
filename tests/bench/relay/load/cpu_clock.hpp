// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace keks::bench {

// Nanoseconds that all threads of a process have run so far (/proc/PID/task/*/schedstat, first
// field). Throws std::runtime_error if the process is gone.
[[nodiscard]] std::uint64_t cpu_nanoseconds(pid_t process);

// Resident memory of a process in bytes (/proc/PID/statm, second field).
[[nodiscard]] std::uint64_t resident_bytes(pid_t process);

// Nanoseconds of the monotonic clock.
[[nodiscard]] std::uint64_t now_nanoseconds();

}  // namespace keks::bench

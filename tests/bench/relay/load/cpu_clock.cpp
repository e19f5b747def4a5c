// SPDX-License-Identifier: AGPL-3.0-only
#include "cpu_clock.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace keks::bench {

std::uint64_t cpu_nanoseconds(pid_t process) {
    const std::filesystem::path tasks = "/proc/" + std::to_string(process) + "/task";
    std::uint64_t sum = 0;
    for (const auto& task : std::filesystem::directory_iterator(tasks)) {
        std::uint64_t on_cpu = 0;
        std::ifstream{task.path() / "schedstat"} >> on_cpu;
        sum += on_cpu;
    }
    if (sum == 0) throw std::runtime_error("the server has used no time: is the kernel counting?");
    return sum;
}

std::uint64_t resident_bytes(pid_t process) {
    std::uint64_t size = 0;
    std::uint64_t resident = 0;
    std::ifstream{"/proc/" + std::to_string(process) + "/statm"} >> size >> resident;
    return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t now_nanoseconds() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(now).count());
}

}  // namespace keks::bench

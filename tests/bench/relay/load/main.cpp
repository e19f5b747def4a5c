// SPDX-License-Identifier: AGPL-3.0-only
// relay-load PORT PID SCENARIO SECONDS: loads the relay that listens on the loopback port and runs
// as the process, and prints one line of JSON. Exit code 1 when a delivery was wrong or missing.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>

#include "load.hpp"

namespace {

constexpr double kWarmUp = 1.0;  // seconds

void print(const keks::bench::Scenario& scenario, const keks::bench::Result& result) {
    std::printf(R"({"scenario":"%.*s","deliveries":%llu,"seconds":%.3f,"cpuSeconds":%.4f,)"
                R"("perCpuSecond":%.0f,"p50":%.1f,"p99":%.1f})"
                "\n",
                static_cast<int>(scenario.name.size()), scenario.name.data(),
                static_cast<unsigned long long>(result.deliveries), result.seconds,
                result.cpu_seconds, static_cast<double>(result.deliveries) / result.cpu_seconds,
                result.p50, result.p99);
}

void run(char** arguments) {
    const auto* scenario = keks::bench::find_scenario(arguments[3]);
    if (scenario == nullptr)
        throw std::invalid_argument("there is no scenario " + std::string{arguments[3]});
    keks::bench::Load load{*scenario, static_cast<std::uint16_t>(std::stoul(arguments[1]))};
    print(*scenario, load.run(std::stoi(arguments[2]), kWarmUp, std::stod(arguments[4])));
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 5) {
        std::fputs("usage: relay-load PORT PID SCENARIO SECONDS; scenarios:\n", stderr);
        for (const auto& scenario : keks::bench::scenarios())
            std::fprintf(stderr, "  %s\n", std::string{scenario.name}.c_str());
        return 2;
    }
    try {
        run(arguments);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "relay-load: %s: %s\n", arguments[3], error.what());
        return 1;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
// relay-load PORT PID SCENARIO SECONDS: loads the relay that listens on the loopback port and runs
// as the process, and prints one line of JSON. Exit code 1 when a delivery was wrong or missing.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>

#include "churn.hpp"
#include "idle.hpp"
#include "load.hpp"

namespace {

using namespace keks::bench;

constexpr double kWarmUp = 1.0;  // seconds
constexpr std::string_view kChurn = "churn";
constexpr std::string_view kIdle = "idle";

struct Arguments {
    std::uint16_t port;
    pid_t server;
    std::string scenario;
    double seconds;
};

void print(const Arguments& arguments, const Result& result) {
    std::printf(R"({"scenario":"%s","deliveries":%llu,"seconds":%.3f,"cpuSeconds":%.4f,)"
                R"("perCpuSecond":%.0f,"p50":%.1f,"p99":%.1f,"grownBytes":%llu})"
                "\n",
                arguments.scenario.c_str(), static_cast<unsigned long long>(result.deliveries),
                result.seconds, result.cpu_seconds,
                static_cast<double>(result.deliveries) / result.cpu_seconds, result.p50, result.p99,
                static_cast<unsigned long long>(result.grown_bytes));
}

void print(const IdleResult& result) {
    std::printf(R"({"scenario":"idle","connections":%zu,"bytesEach":%.0f,"pings":%llu,)"
                R"("cpuSeconds":%.4f})"
                "\n",
                result.connections, result.bytes_each,
                static_cast<unsigned long long>(result.pings), result.cpu_seconds);
}

void run(const Arguments& arguments) {
    if (arguments.scenario == kIdle) {
        IdleCrowd crowd{arguments.port, arguments.server};
        return print(crowd.run(kWarmUp, arguments.seconds));
    }
    if (arguments.scenario == kChurn) {
        Churn churn{arguments.port};
        return print(arguments, churn.run(arguments.server, kWarmUp, arguments.seconds));
    }
    const auto* scenario = find_scenario(arguments.scenario);
    if (scenario == nullptr) throw std::invalid_argument("there is no scenario of this name");
    Load load{*scenario, arguments.port};
    print(arguments, load.run(arguments.server, kWarmUp, arguments.seconds));
}

void print_usage() {
    std::fputs("usage: relay-load PORT PID SCENARIO SECONDS; scenarios:\n", stderr);
    for (const auto& scenario : scenarios())
        std::fprintf(stderr, "  %s\n", std::string{scenario.name}.c_str());
    for (const auto name : {kChurn, kIdle})
        std::fprintf(stderr, "  %s\n", std::string{name}.c_str());
}

}  // namespace

int main(int count, char** words) {
    if (count != 5) {
        print_usage();
        return 2;
    }
    try {
        run({.port = static_cast<std::uint16_t>(std::stoul(words[1])),
             .server = std::stoi(words[2]),
             .scenario = words[3],
             .seconds = std::stod(words[4])});
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "relay-load: %s: %s\n", words[3], error.what());
        return 1;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
// http-load PORT PID TARGET SECONDS keep|close STATUS [HEADER…]: asks a server on loopback, which
// runs as the process, for one resource over and over, and prints one line of JSON. Exit code 1
// when an answer had another status than STATUS or another body than the first.
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

#include "load.hpp"

namespace {

constexpr double kWarmUp = 0.5;  // seconds

keks::bench::HttpCase read_arguments(int count, char** words) {
    const std::string_view how = words[5];
    if (how != "keep" && how != "close") throw std::invalid_argument("keep or close, not this");
    keks::bench::HttpCase one{.port = static_cast<std::uint16_t>(std::stoul(words[1])),
                              .target = words[3],
                              .keep_alive = how == "keep",
                              .status = words[6],
                              .headers = {}};
    for (int i = 7; i < count; ++i) one.headers.append(words[i]).append("\r\n");
    return one;
}

}  // namespace

int main(int count, char** words) {
    if (count < 7) {
        std::fputs("usage: http-load PORT PID TARGET SECONDS keep|close STATUS [HEADER…]\n",
                   stderr);
        return 2;
    }
    try {
        keks::bench::HttpLoad load{read_arguments(count, words)};
        const auto result = load.run(std::stoi(words[2]), kWarmUp, std::stod(words[4]));
        std::printf(R"({"requests":%llu,"bodyBytes":%zu,"seconds":%.3f,"cpuSeconds":%.4f,)"
                    R"("perCpuSecond":%.0f})"
                    "\n",
                    static_cast<unsigned long long>(result.requests), result.body_bytes,
                    result.seconds, result.cpu_seconds,
                    static_cast<double>(result.requests) / result.cpu_seconds);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "http-load: %s: %s\n", words[3], error.what());
        return 1;
    }
}

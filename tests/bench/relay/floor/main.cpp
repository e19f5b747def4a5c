// SPDX-License-Identifier: AGPL-3.0-only
// floor-relay each|turn: a relay on a free loopback port, which it prints, until it is ended.
#include <cstdio>
#include <exception>
#include <string_view>

#include "relay.hpp"

int main(int count, char** arguments) {
    const std::string_view how = count == 2 ? arguments[1] : "";
    if (how != "each" && how != "turn") {
        std::fputs("usage: floor-relay each|turn\n", stderr);
        return 2;
    }
    try {
        using keks::bench::Sending;
        keks::bench::FloorRelay relay{0, how == "each" ? Sending::each : Sending::turn};
        std::printf("listens on %u\n", static_cast<unsigned>(relay.port()));
        std::fflush(stdout);
        relay.run();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "floor-relay: %s\n", error.what());
        return 1;
    }
}

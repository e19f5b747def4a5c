// SPDX-License-Identifier: AGPL-3.0-only
// A way through the network that loses datagrams and takes its time:
//   weather PORT LOSS ROUND_TRIP SEED
// passes datagrams on to PORT of 127.0.0.1, and back, from a port of its own, which it prints. LOSS
// is in percent, and ROUND_TRIP in milliseconds; SEED chooses which are lost. It ends with its
// standard input, and prints then how many passed, and how many it lost.
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/udp_proxy.hpp"

namespace keks::bench {
namespace {

std::uint16_t port_of(const std::string& word) {
    const int port = std::stoi(word);
    if (port < 1 || port > std::numeric_limits<std::uint16_t>::max())
        throw std::invalid_argument{"no port: " + word};
    return static_cast<std::uint16_t>(port);
}

void run(const std::vector<std::string>& words) {
    if (words.size() != 4) throw std::invalid_argument{"usage: weather PORT LOSS ROUND_TRIP SEED"};
    const keks::test::Weather weather{.loss = std::stod(words[1]) / 100,
                                      .round_trip = std::chrono::milliseconds{std::stoi(words[2])},
                                      .seed = static_cast<unsigned>(std::stoul(words[3]))};
    const keks::test::UdpProxy proxy{{boost::asio::ip::address_v4::loopback(), port_of(words[0])},
                                     weather};
    std::cout << proxy.port() << std::endl;
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    std::cout << proxy.passed() << ' ' << proxy.lost() << std::endl;
}

}  // namespace
}  // namespace keks::bench

int main(int count, char** words) {
    try {
        keks::bench::run({words + 1, words + count});
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::cerr << "weather: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}

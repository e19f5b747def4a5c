// SPDX-License-Identifier: AGPL-3.0-only
// A file over one TCP connection with TLS 1.3, as plainly as it can be done: what rift is measured
// by.
//   tls-copy send FILE            prints the port of 127.0.0.1 at which it waits for one receiver
//   tls-copy receive PORT FILE
// The sender makes a key for itself, which the receiver does not check.
#include <openssl/rand.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "descriptor.hpp"
#include "tls.hpp"

namespace keks::bench {
namespace {

constexpr std::size_t block_bytes = std::size_t{256} * 1024;

TlsStream await_receiver() {
    const Descriptor listener = listen_on_loopback();
    std::cout << port_of(listener) << std::endl;
    return TlsStream{accept_one(listener), TlsStream::Side::server};
}

TlsStream reach_sender(const std::string& port) {
    return TlsStream{connect_to_loopback(std::stoi(port)), TlsStream::Side::client};
}

void send_file(const std::string& path) {
    const Descriptor file = open_to_read(path);
    TlsStream stream = await_receiver();
    std::vector<char> block(block_bytes);
    while (const std::size_t length = read_some(file, block)) {
        stream.write(std::span{block}.first(length));
    }
    stream.end();
}

void receive_file(const std::string& port, const std::string& path) {
    const Descriptor file = create(path);
    TlsStream stream = reach_sender(port);
    std::vector<char> block(block_bytes);
    while (const std::size_t length = stream.read(block)) {
        write_all(file, std::span{block}.first(length));
    }
    synchronise(file);
}

void pour(const std::string& bytes) {
    std::vector<char> noise(block_bytes);
    RAND_bytes(reinterpret_cast<unsigned char*>(noise.data()), static_cast<int>(noise.size()));
    TlsStream stream = await_receiver();
    for (std::uint64_t left = std::stoull(bytes); left != 0;) {
        const auto length = std::min<std::uint64_t>(left, noise.size());
        stream.write(std::span{noise}.first(length));
        left -= length;
    }
    stream.end();
}

void drain(const std::string& port) {
    TlsStream stream = reach_sender(port);
    std::vector<char> block(block_bytes);
    std::uint64_t bytes = 0;
    while (const std::size_t length = stream.read(block)) bytes += length;
    std::cout << bytes << std::endl;
}

void run(const std::vector<std::string>& words) {
    const std::string what = words.empty() ? "" : words[0];
    if (words.size() == 2 && what == "send") return send_file(words[1]);
    if (words.size() == 3 && what == "receive") return receive_file(words[1], words[2]);
    if (words.size() == 2 && what == "pour") return pour(words[1]);
    if (words.size() == 2 && what == "drain") return drain(words[1]);
    throw std::invalid_argument{"usage: send FILE | receive PORT FILE | pour BYTES | drain PORT"};
}

}  // namespace
}  // namespace keks::bench

int main(int count, char** words) {
    try {
        keks::bench::run({words + 1, words + count});
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::cerr << "tls-copy: " << error.what() << '\n';
        return EXIT_FAILURE;
    }
}

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

namespace keks::bench {

/** A file descriptor that is closed with its owner. */
class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

// All throw std::system_error when the system refuses.

[[nodiscard]] Descriptor open_to_read(const std::string& path);
/** One that there is already is emptied. */
[[nodiscard]] Descriptor create(const std::string& path);
/** Bytes at the beginning of `into`; 0: there are no more. */
[[nodiscard]] std::size_t read_some(const Descriptor& from, std::span<char> into);
void write_all(const Descriptor& to, std::span<const char> bytes);
/** Waits until the bytes are on the disk. */
void synchronise(const Descriptor& file);

/** A TCP socket on a free port of 127.0.0.1. */
[[nodiscard]] Descriptor listen_on_loopback();
[[nodiscard]] std::uint16_t port_of(const Descriptor& listener);
[[nodiscard]] Descriptor accept_one(const Descriptor& listener);
[[nodiscard]] Descriptor connect_to_loopback(int port);

}  // namespace keks::bench

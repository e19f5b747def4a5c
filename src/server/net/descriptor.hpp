// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <unistd.h>

#include <utility>

namespace keks::server {

// An open file descriptor, or none (-1). Closes it.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) {
            close();
            number_ = std::exchange(other.number_, -1);
        }
        return *this;
    }
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const { return number_; }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }

    // Closing is all that can be done with one that fails at it.
    void close() {
        if (is_open()) static_cast<void>(::close(std::exchange(number_, -1)));
    }

  private:
    int number_ = -1;
};

}  // namespace keks::server

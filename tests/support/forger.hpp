// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <random>
#include <span>
#include <vector>

namespace keks::test {

/** What somebody on the way puts in between who sees the datagrams and has no key: nothing, random
 * bytes and copies that are cut or late, or those and copies with other bits as well. */
enum class Forges { nothing, no_changes, all };

/** Makes datagrams that no peer has sent, the same of each seed as far as the same pass. */
class Forger {
  public:
    explicit Forger(unsigned seed) : random_(seed) {}

    /** What comes behind a datagram: as a rule nothing. */
    std::optional<std::vector<std::byte>> after(std::span<const std::byte> datagram, Forges what) {
        if (what == Forges::nothing || datagram.empty()) return std::nullopt;
        earlier_.emplace_back(datagram.begin(), datagram.end());
        if (earlier_.size() > kept) earlier_.pop_front();
        if (below(5) != 0) return std::nullopt;
        switch (below(what == Forges::all ? 4 : 3)) {
            case 0:
                return noise(below(1500));
            case 1:
                return cut(earlier_.back());
            case 2:
                return earlier_[below(earlier_.size())];
            default:
                return changed(earlier_.back());
        }
    }

  private:
    static constexpr std::size_t kept = 64;

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random_);
    }

    std::vector<std::byte> noise(std::size_t length) {
        std::vector<std::byte> bytes(length);
        std::ranges::generate(bytes, [this] { return std::byte(below(256)); });
        return bytes;
    }

    std::vector<std::byte> cut(std::vector<std::byte> bytes) {
        bytes.resize(below(bytes.size()));
        return bytes;
    }

    std::vector<std::byte> changed(std::vector<std::byte> bytes) {
        for (std::size_t left = 1 + below(4); left > 0; --left)
            bytes[below(bytes.size())] ^= std::byte{1} << below(8);
        return bytes;
    }

    std::mt19937 random_;
    std::deque<std::vector<std::byte>> earlier_;
};

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "client/resources/digest.hpp"

namespace keks::client {

/** Where the bytes of a file come from. Used on the loop; what may wait for a disk does not. */
class BlockSource {
  public:
    using Block = std::vector<std::byte>;
    /** The next bytes, at most `framing::block`; empty at the end; nothing: it cannot be read. */
    using Ready = std::function<void(std::optional<Block>)>;

    BlockSource() = default;
    BlockSource(const BlockSource&) = delete;
    BlockSource& operator=(const BlockSource&) = delete;
    /** Forgets what was asked for. */
    virtual ~BlockSource() = default;

    /** Calls `ready` on the loop, never from within this call. One at a time. */
    virtual void next(Ready ready) = 0;

    /** Of everything, once the last byte was handed over; none: it is not hashed, or there is more
     * to come. */
    [[nodiscard]] virtual std::optional<Digest> digest() const { return std::nullopt; }
};

}  // namespace keks::client

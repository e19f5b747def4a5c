// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace keks::client {

/**
 * A byte stream such as a TCP connection. Calls back on the loop, never from within one of its
 * methods, and not once it is destroyed, which closes it in order unless abort() was called.
 */
class ByteStream {
  public:
    /** Valid during the call. Empty: the other side sends no more. None: the stream is broken. */
    using Read = std::function<void(std::optional<std::span<const std::byte>>)>;
    using Written = std::function<void(bool)>;

    ByteStream() = default;
    ByteStream(const ByteStream&) = delete;
    ByteStream& operator=(const ByteStream&) = delete;
    virtual ~ByteStream() = default;

    /** At most 32 KiB, as soon as there are any. One call at a time. */
    virtual void read(Read done) = 0;

    /** All of it. One call at a time. */
    virtual void write(std::vector<std::byte> bytes, Written done) = 0;

    /** The other side is told that no more comes; reading goes on. After the last write. */
    virtual void end_writing() = 0;

    /** When it is destroyed, the other side is told that what it has is not the whole. */
    virtual void abort() = 0;
};

}  // namespace keks::client

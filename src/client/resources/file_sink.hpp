// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "client/resources/digest.hpp"
#include "client/resources/transfer_failure.hpp"

namespace keks::client {

/** Where the bytes of a file go. Used on the loop; what may wait for a disk does not. */
class FileSink {
  public:
    /** Called on the loop, never from within a method. */
    struct Events {
        /** So many bytes, from the beginning, are no longer in our memory. */
        std::function<void(std::uint64_t bytes)> taken;
        /** Everything is saved, under its final name. */
        std::function<void()> finished;
        /** Once, and last. */
        std::function<void(TransferFailure)> failed;
    };

    FileSink() = default;
    FileSink(const FileSink&) = delete;
    FileSink& operator=(const FileSink&) = delete;
    /** Before `finished`: nothing stays under the final name. No event follows. */
    virtual ~FileSink() = default;

    virtual void listen(Events events) = 0;
    /** Copies the bytes and never waits: whoever writes keeps to a bound by `taken`. */
    virtual void write(std::span<const std::byte> bytes) = 0;
    /** Before `finish`, of a sink that hashes: what is saved has to have this digest, or it fails
     * as `corrupt`. */
    virtual void expect(const Digest& digest) = 0;
    /** It will not be finished, but gone on with later: what came stays, where a sink can do that,
     * though not under the final name. */
    virtual void keep() {}
    /** Nothing more comes. */
    virtual void finish() = 0;
};

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/part_file.hpp"
#include "client/disk/thread_sink.hpp"

namespace keks::client::disk {

/**
 * Saves into a file: "name.part" in the folder that it will be in, then, when all of it is on the
 * disk, under its final name. While another process is at the same name, or when something is left
 * behind from an earlier try, the part is called "name.part.1" and so on up to 9.
 */
class DiskSink : public ThreadSink {
  public:
    struct Place {
        /** Has to exist. */
        std::filesystem::path folder;
        /** One component, made safe (`safe_file_name`) if a peer chose it. */
        std::string name;
        /** Bytes that were announced. */
        std::uint64_t size = 0;
        /** A file, but no folder, that has the name is replaced. */
        bool overwrite = false;
    };
    struct SinkOptions {
        /** What came of a transfer that fails here, or is kept (`keep`), stays, to go on with. */
        bool keep_partial = false;
        /** Hash all bytes, those before included. */
        bool hash = false;
        Explain explain = {};
    };
    using Opened = std::function<void(DiskResult<std::unique_ptr<DiskSink>>)>;

    /** For a new file. An error comes before anything was written. */
    [[nodiscard]] static DiskJob open(DiskThreads& threads, Place place, SinkOptions options,
                                      Opened opened);
    /** For a new file as well; an error comes as one of the sink. */
    DiskSink(DiskThreads& threads, Place place, const SinkOptions& options);
    /** Goes on after what an earlier try left (`find_partial`): `taken` counts from there. */
    DiskSink(DiskThreads& threads, PartFile part, const SinkOptions& options);
};

using PartialFound = std::function<void(DiskResult<std::optional<PartFile>>)>;

/**
 * Looks for what an earlier try left of a file, to go on with it if the sender's file begins with
 * the same bytes: `PartFile::size` and `PartFile::hash` say which. At most `place.size` bytes.
 * Errors are those of `DiskSink::open`. What is found stays when it is dropped.
 */
[[nodiscard]] DiskJob find_partial(DiskThreads& threads, DiskSink::Place place, PartialFound found);

}  // namespace keks::client::disk

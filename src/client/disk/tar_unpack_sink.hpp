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
#include "client/disk/partial_folder.hpp"
#include "client/disk/target.hpp"
#include "client/disk/thread_sink.hpp"
#include "client/disk/unpacking.hpp"

namespace keks::client::disk {

/**
 * Unpacks a tar stream as it comes, into a folder "name.part" (or "name.part.1" and so on) next to
 * where it is to be, which gets its final name once all is there; before that, whatever happens,
 * nothing has it. What is to be gone on with by another process has a journal beside it,
 * "name.part.journal". A stream with a single folder at its top becomes that folder itself; any
 * other a folder with what is in the stream.
 *
 * Trusts no stream: see `fault_of_path`, `fault_of_link`, FolderBuilder and TarReader. What breaks
 * the rules fails the whole as `refused`, what is no whole tar archive as `malformed`. Owners are
 * not looked at; permissions count as far as the umask lets them; times are kept.
 */
class TarUnpackSink : public ThreadSink {
  public:
    struct Place {
        /** Has to exist. */
        std::filesystem::path folder;
        /** One component, made safe (`safe_file_name`) if a peer chose it. */
        std::string name;
        /** Bytes of the stream that were announced. */
        std::uint64_t size = 0;
        /** What came of a transfer that is killed, is kept (`keep`), fails because the disk is
         * full, or because somebody took the name, stays, to go on with, if it is hashed (see the
         * options). */
        bool keep_partial = false;
    };
    using Limits = Unpacking::Limits;
    using Opened = std::function<void(DiskResult<std::unique_ptr<TarUnpackSink>>)>;

    /** At once; an error comes as one of the sink. */
    TarUnpackSink(DiskThreads& threads, Place place, const Limits& limits, const Options& options);
    /** Goes on after what an earlier try left: `taken` counts from there. */
    TarUnpackSink(DiskThreads& threads, PartialFolder partial, const Limits& limits,
                  Explain explain);
    /** An error comes before anything was unpacked. */
    [[nodiscard]] static DiskJob open(DiskThreads& threads, Place place, Limits limits,
                                      Options options, Opened opened);

    using Found = std::function<void(DiskResult<std::optional<PartialFolder>>)>;
    /**
     * Looks for what an earlier try left, to go on with it if the sender's stream begins with the
     * same bytes: `PartialFolder::bytes` and `hash` say which. Errors are those of `open`.
     */
    [[nodiscard]] static DiskJob find(DiskThreads& threads, Place place, Found found);

  private:
    TarUnpackSink(DiskThreads& threads, Options options, std::unique_ptr<Consumer> consumer)
        : ThreadSink{threads, std::move(options), std::move(consumer)} {}
};

}  // namespace keks::client::disk

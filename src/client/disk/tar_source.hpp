// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "client/disk/disk_error.hpp"
#include "client/disk/disk_threads.hpp"
#include "client/disk/pooled_source.hpp"
#include "client/disk/sha256.hpp"
#include "client/disk/tree_walk.hpp"

namespace keks::client::disk {

/** What a tar stream of some paths will be, as found by a first look at all that is below them. */
struct TarPlan {
    std::vector<TreeWalk::Root> roots;
    /** Bytes of the stream, exactly. */
    std::uint64_t size = 0;
    /** What was left out: the first `kMostSkipped` of it, and how much in all. */
    std::vector<TreeWalk::Omission> skipped;
    std::uint64_t skipped_count = 0;
    /** For each entry what it has to be again when it is sent. */
    std::vector<std::uint32_t> marks;

    static constexpr std::size_t kMostSkipped = 20;
    /** Entries: a receiver takes no more (TarUnpackSink::Limits). */
    static constexpr std::size_t kMost = 4'000'000;
};

using TarPlanned = std::function<void(DiskResult<std::shared_ptr<const TarPlan>>)>;

/**
 * Looks at all that is to be sent. Errors, among others: something cannot be read, two paths end in
 * the same name, names that no receiver would take (`refused`), of which it lists the first ten.
 */
[[nodiscard]] DiskJob plan_tar(DiskThreads& threads, std::vector<std::filesystem::path> paths,
                               TarPlanned planned);

/** A tar stream behind its first bytes. */
struct TarRest {
    std::unique_ptr<PooledSource::Producer> producer;
    /** Of the bytes before. */
    Sha256 before;
};

/**
 * Makes the first `bytes` of a stream once more, for a receiver that has them and says what they
 * hash to. Takes as long as to read what is in them. Errors are those of TarSource, and
 * `wrong_size` for more than there are.
 */
[[nodiscard]] DiskJob skip_tar(DiskThreads& threads, std::shared_ptr<const TarPlan> plan,
                               std::uint64_t bytes,
                               std::function<void(DiskResult<TarRest>)> skipped);

/**
 * The tar stream (pax) of folders and files, as long as planned. If anything was added, removed,
 * or has another size than when it was planned, it yields nothing and says what.
 */
class TarSource : public PooledSource {
  public:
    TarSource(DiskThreads& threads, std::shared_ptr<const TarPlan> plan, Options options = {});
    /** What follows a beginning that was skipped. */
    TarSource(DiskThreads& threads, TarRest rest, Options options);
};

}  // namespace keks::client::disk

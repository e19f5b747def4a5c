// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/disk_sink.hpp"

#include <utility>

namespace keks::client::disk {
namespace {

class FileConsumer : public ThreadSink::Consumer {
  public:
    FileConsumer(PartFile part, bool keep) : part_{std::move(part)}, keep_{keep} {
        part_.keep(false);
    }

    std::optional<DiskError> consume(Feed& feed) override {
        while (const auto bytes = feed.next()) {
            auto error = bytes->empty() ? part_.publish() : part_.append(*bytes);
            if (error && keep_some()) error->why += "; what came stays in " + shown(part_.path());
            if (error || bytes->empty()) return error;
        }
        if (feed.kept()) keep_some();
        return feed.failure();
    }

  private:
    bool keep_some() {
        const bool kept = keep_ && part_.size() > 0;
        part_.keep(kept);
        return kept;
    }

    PartFile part_;
    const bool keep_;
};

DiskResult<Target> open_target(const DiskSink::Place& place, std::uint64_t there) {
    return Target::open(place.folder, place.name, {place.size - there, place.overwrite});
}

DiskResult<PartFile> create_part(const DiskSink::Place& place) {
    auto target = open_target(place, 0);
    if (!target) return target.error();
    return PartFile::create(*std::move(target));
}

// Begins only on the thread, so that it can be had at once.
class NewFileConsumer : public ThreadSink::Consumer {
  public:
    NewFileConsumer(DiskSink::Place place, bool keep) : place_{std::move(place)}, keep_{keep} {}

    std::optional<DiskError> consume(Feed& feed) override {
        auto part = create_part(place_);
        if (!part) return part.error();
        return FileConsumer{*std::move(part), keep_}.consume(feed);
    }

  private:
    const DiskSink::Place place_;
    const bool keep_;
};

ThreadSink::Options sink_options(const DiskSink::SinkOptions& options) {
    return {options.hash ? std::optional{Sha256{}} : std::nullopt, options.explain};
}

ThreadSink::Options sink_options(const PartFile& part, const DiskSink::SinkOptions& options) {
    std::optional<Sha256> hash;
    if (options.hash) hash = part.hash() ? *part.hash() : Sha256{};
    return {hash, options.explain};
}

DiskResult<std::optional<PartFile>> find_part(const DiskSink::Place& place, const StopFlag& stop) {
    auto target = open_target(place, place.size);
    if (!target) return target.error();
    auto found = PartFile::find(*std::move(target), place.size, stop);
    if (!found || !*found) return found;
    // Now that one knows how much is there already: is there room for the rest?
    if (auto room = open_target(place, (*found)->size()); !room) return room.error();
    return found;
}

}  // namespace

DiskSink::DiskSink(DiskThreads& threads, PartFile part, const SinkOptions& options)
    // Braces: the part is asked for its hash before it is moved.
    : ThreadSink{threads, sink_options(part, options),
                 std::make_unique<FileConsumer>(std::move(part), options.keep_partial)} {}

DiskSink::DiskSink(DiskThreads& threads, Place place, const SinkOptions& options)
    : ThreadSink{threads, sink_options(options),
                 std::make_unique<NewFileConsumer>(std::move(place), options.keep_partial)} {}

DiskJob DiskSink::open(DiskThreads& threads, Place place, SinkOptions options, Opened opened) {
    return threads.job(
        [place = std::move(place)](const StopFlag&) { return create_part(place); },
        [&threads, options = std::move(options),
         opened = std::move(opened)](DiskResult<PartFile> part) {
            if (part)
                opened(std::make_unique<DiskSink>(threads, *std::move(part), options));
            else
                opened(std::move(part).error());
        });
}

DiskJob find_partial(DiskThreads& threads, DiskSink::Place place, PartialFound found) {
    return threads.job(
        [place = std::move(place)](const StopFlag& stop) { return find_part(place, stop); },
        std::move(found));
}

}  // namespace keks::client::disk

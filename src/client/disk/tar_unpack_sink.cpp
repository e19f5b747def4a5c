// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tar_unpack_sink.hpp"

#include <optional>
#include <utility>

#include "client/disk/folder_builder.hpp"
#include "client/disk/part_folder.hpp"
#include "client/disk/utf8_locale.hpp"

namespace keks::client::disk {
namespace {

class UnpackingConsumer : public ThreadSink::Consumer {
  public:
    UnpackingConsumer(PartFolder part, const TarUnpackSink::Limits& limits)
        : part_{std::move(part)}, limits_{limits} {
        part_.keep(false);
    }
    UnpackingConsumer(PartialFolder partial, const TarUnpackSink::Limits& limits)
        : UnpackingConsumer{std::move(partial.part), limits} {
        before_ = partial.bytes();
        begun_.emplace(Begun{std::move(partial.state), partial.there});
    }

    std::optional<DiskError> consume(Feed& feed) override {
        const Utf8Locale locale;
        auto folder = part_.open();
        if (!folder) return folder.error();
        bool broken_off = false;
        const auto more = [&] {
            const auto bytes = feed.next();
            broken_off = !bytes;
            return bytes;
        };
        Unpacking unpacking{FolderBuilder{*std::move(folder)}, limits_, more, note_to(feed)};
        // What somebody has changed just now is left alone, too.
        if (begun_)
            if (auto error = unpacking.take_over(begun_->state, begun_->there))
                return kept(*std::move(error));
        auto error = begun_ ? unpacking.run_on(begun_->state, begun_->there) : unpacking.run();
        // What the reader made of that is not the reason.
        if (broken_off) {
            part_.keep(feed.kept());
            return feed.failure();
        }
        if (error) return with_place(*std::move(error));
        // What the disk has lost by then is lost.
        if (auto lost = part_.sync()) return lost;
        error = part_.publish(unpacking.only_folder());
        if (error) return kept(*std::move(error));
        return unpacking.finish_top();
    }

  private:
    struct Begun {
        UnpackState state;
        std::uint64_t there = 0;
    };

    [[nodiscard]] Unpacking::Note note_to(Feed& feed) {
        if (!part_.has_journal()) return {};
        return [this, &feed](UnpackState state) {
            state.hash = feed.hash_of(state.data_at - before_).state();
            return part_.note(state);
        };
    }

    // Names in it are those of the archive, which do not say which disk it is about.
    [[nodiscard]] DiskError with_place(DiskError error) {
        using enum TransferFailure;
        if (error.reason == disk_full || error.reason == unwritable)
            error.why += " (while unpacking into " + shown(part_.path()) + ")";
        // Of a disk with other troubles one cannot know what it has of that.
        if (error.reason != disk_full || !part_.can_be_kept() || part_.sync()) return error;
        return kept(std::move(error));
    }

    [[nodiscard]] DiskError kept(DiskError error) {
        if (!part_.can_be_kept()) return error;
        error.why += "; what came stays in " + shown(part_.path());
        part_.keep(true);
        return error;
    }

    PartFolder part_;
    const TarUnpackSink::Limits limits_;
    std::optional<Begun> begun_;
    std::uint64_t before_ = 0;  // bytes of the stream before the feed's
};

DiskResult<PartFolder> create_part(const TarUnpackSink::Place& place) {
    auto target = Target::open(place.folder, place.name, {.bytes = place.size});
    if (!target) return target.error();
    return PartFolder::create(*std::move(target),
                              place.keep_partial ? std::optional{place.size} : std::nullopt);
}

DiskResult<std::optional<PartialFolder>> find_part(const TarUnpackSink::Place& place,
                                                   const StopFlag& stop) {
    auto target = Target::open(place.folder, place.name, {});
    if (!target) return target.error();
    auto found = find_partial_folder(*std::move(target), place.size, stop);
    // Now that one knows how much is there already: is there room for the rest?
    const auto rest = place.size - (found ? found->bytes() : 0);
    if (auto room = Target::open(place.folder, place.name, {.bytes = rest}); !room)
        return room.error();
    return found;
}

// Begins only on the thread, so that it can be had at once.
class NewUnpackingConsumer : public ThreadSink::Consumer {
  public:
    NewUnpackingConsumer(TarUnpackSink::Place place, const TarUnpackSink::Limits& limits)
        : place_{std::move(place)}, limits_{limits} {}

    std::optional<DiskError> consume(Feed& feed) override {
        auto part = create_part(place_);
        if (!part) return part.error();
        return UnpackingConsumer{*std::move(part), limits_}.consume(feed);
    }

  private:
    const TarUnpackSink::Place place_;
    const TarUnpackSink::Limits limits_;
};

// What is not hashed no sender can compare.
TarUnpackSink::Place kept_if_hashed(TarUnpackSink::Place place,
                                    const ThreadSink::Options& options) {
    place.keep_partial = place.keep_partial && options.hash;
    return place;
}

ThreadSink::Options hashing_on(const PartialFolder& partial, Explain explain) {
    return {.hash = partial.hash, .explain = std::move(explain)};
}

}  // namespace

TarUnpackSink::TarUnpackSink(DiskThreads& threads, Place place, const Limits& limits,
                             const Options& options)
    : ThreadSink{threads, options,
                 std::make_unique<NewUnpackingConsumer>(kept_if_hashed(std::move(place), options),
                                                        limits)} {}

TarUnpackSink::TarUnpackSink(DiskThreads& threads, PartialFolder partial, const Limits& limits,
                             Explain explain)
    // Braces: it is asked for its hash before it is moved.
    : ThreadSink{threads, hashing_on(partial, std::move(explain)),
                 std::make_unique<UnpackingConsumer>(std::move(partial), limits)} {}

DiskJob TarUnpackSink::open(DiskThreads& threads, Place place, Limits limits, Options options,
                            Opened opened) {
    place = kept_if_hashed(std::move(place), options);
    return threads.job([place = std::move(place)](const StopFlag&) { return create_part(place); },
                       [&threads, limits, options = std::move(options),
                        opened = std::move(opened)](DiskResult<PartFolder> part) mutable {
                           if (!part) return opened(std::move(part).error());
                           auto consumer =
                               std::make_unique<UnpackingConsumer>(*std::move(part), limits);
                           opened(std::unique_ptr<TarUnpackSink>{new TarUnpackSink{
                               threads, std::move(options), std::move(consumer)}});
                       });
}

DiskJob TarUnpackSink::find(DiskThreads& threads, Place place, Found found) {
    return threads.job(
        [place = std::move(place)](const StopFlag& stop) { return find_part(place, stop); },
        std::move(found));
}

}  // namespace keks::client::disk

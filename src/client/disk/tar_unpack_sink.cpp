// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tar_unpack_sink.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <optional>
#include <utility>

#include "client/disk/entry_rules.hpp"
#include "client/disk/folder_builder.hpp"
#include "client/disk/part_folder.hpp"
#include "client/disk/tar_reader.hpp"
#include "client/disk/utf8_locale.hpp"

namespace keks::client::disk {
namespace {

DiskError refused(std::string_view path, std::string_view why) {
    return {TransferFailure::refused, shown(path) + " " + std::string{why}};
}

// Whether there is one thing at the top of the archive, and that a folder.
class Top {
  public:
    void add(const TarEntry& entry) {
        const auto parts = components(entry.path);
        const auto first = parts.front();
        if (entries_++ == 0)
            name_ = first;
        else if (name_ != first)
            several_ = true;
        if (parts.size() == 1 && entry.kind != TarEntry::Kind::folder) several_ = true;
    }
    /** Its name, or an empty one. */
    [[nodiscard]] std::string only_folder() const { return several_ ? std::string{} : name_; }

  private:
    std::string name_;
    std::uint64_t entries_ = 0;
    bool several_ = false;
};

// Makes in a folder what a stream describes, as far as the rules and limits let it.
class Unpacking {
  public:
    Unpacking(FileDescriptor folder, const TarUnpackSink::Limits& limits, TarReader::More more)
        : limits_{limits}, builder_{std::move(folder)}, reader_{std::move(more)} {}

    std::optional<DiskError> run() {
        while (true) {
            const auto entry = reader_.next();
            if (!entry) return entry.error();
            if (!*entry) return builder_.leave(1);
            if (auto error = check(**entry)) return error;
            top_.add(**entry);
            if (auto error = make(**entry)) return error;
        }
    }
    /** The last: with its permissions it may be that it cannot be renamed. */
    std::optional<DiskError> finish_top() { return builder_.leave(0); }
    [[nodiscard]] const Top& top() const { return top_; }

  private:
    std::optional<DiskError> check(const TarEntry& entry) {
        if (const auto fault = fault_of_path(entry.path)) return refused(entry.path, *fault);
        if (entry.kind == TarEntry::Kind::link) {
            const auto fault = fault_of_link(entry.path, entry.target);
            if (fault) return refused(entry.path, *fault);
        }
        if (++entries_ > limits_.entries) return refused(entry.path, "is one too many");
        if (entry.kind != TarEntry::Kind::file) return std::nullopt;
        if (entry.size > limits_.bytes - bytes_) return refused(entry.path, "is too large");
        bytes_ += entry.size;
        return std::nullopt;
    }

    std::optional<DiskError> make(const TarEntry& entry) {
        switch (entry.kind) {
            case TarEntry::Kind::folder:
                return builder_.add_folder(entry.path, {entry.mode, entry.modified});
            case TarEntry::Kind::link:
                return builder_.add_link(entry.path, entry.target, entry.modified);
            case TarEntry::Kind::file:
                break;
        }
        const auto file = builder_.add_file(entry.path, entry.mode);
        if (!file) return file.error();
        return fill(entry, file->get());
    }

    std::optional<DiskError> fill(const TarEntry& entry, int file) {
        std::uint64_t rest = entry.size;
        while (true) {
            const auto bytes = reader_.data();
            if (!bytes) return bytes.error();
            if (bytes->empty()) break;
            if (bytes->size() > rest) return refused(entry.path, "is longer than it says");
            if (auto error = write(*bytes, file, entry.path)) return error;
            rest -= bytes->size();
        }
        if (rest > 0) return refused(entry.path, "is shorter than it says");
        const std::array<timespec, 2> times{timespec{.tv_sec = 0, .tv_nsec = UTIME_OMIT},
                                            entry.modified};
        if (::futimens(file, times.data()) != 0) return write_error(errno, entry.path);
        return std::nullopt;
    }

    static std::optional<DiskError> write(std::span<const std::byte> bytes, int file,
                                          const std::string& path) {
        while (!bytes.empty()) {
            const auto written =
                uninterrupted([&] { return ::write(file, bytes.data(), bytes.size()); });
            if (written < 0) return write_error(errno, path);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return std::nullopt;
    }

    const TarUnpackSink::Limits limits_;
    FolderBuilder builder_;
    TarReader reader_;
    Top top_;
    std::uint64_t entries_ = 0;
    std::uint64_t bytes_ = 0;
};

class UnpackingConsumer : public ThreadSink::Consumer {
  public:
    UnpackingConsumer(PartFolder part, const TarUnpackSink::Limits& limits)
        : part_{std::move(part)}, limits_{limits} {}

    std::optional<DiskError> consume(Feed& feed) override {
        const Utf8Locale locale;
        auto folder = part_.open();
        if (!folder) return folder.error();
        bool broken_off = false;
        Unpacking unpacking{*std::move(folder), limits_, [&] {
                                const auto bytes = feed.next();
                                broken_off = !bytes;
                                return bytes;
                            }};
        auto error = unpacking.run();
        // What the reader made of that is not the reason.
        if (broken_off) return feed.failure();
        if (error) return with_place(*std::move(error));
        error = part_.publish(unpacking.top().only_folder());
        if (!error) error = unpacking.finish_top();
        return error;
    }

  private:
    // Names in it are those of the archive, which do not say which disk it is about.
    [[nodiscard]] DiskError with_place(DiskError error) const {
        using enum TransferFailure;
        if (error.reason == disk_full || error.reason == unwritable)
            error.why += " (while unpacking into " + shown(part_.path()) + ")";
        return error;
    }

    PartFolder part_;
    const TarUnpackSink::Limits limits_;
};

DiskResult<PartFolder> create_part(const TarUnpackSink::Place& place) {
    auto target = Target::open(place.folder, place.name, {.bytes = place.size});
    if (!target) return target.error();
    return PartFolder::create(*std::move(target));
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

}  // namespace

TarUnpackSink::TarUnpackSink(DiskThreads& threads, Place place, const Limits& limits,
                             Options options)
    : ThreadSink{threads, std::move(options),
                 std::make_unique<NewUnpackingConsumer>(std::move(place), limits)} {}

DiskJob TarUnpackSink::open(DiskThreads& threads, Place place, Limits limits, Options options,
                            Opened opened) {
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

}  // namespace keks::client::disk

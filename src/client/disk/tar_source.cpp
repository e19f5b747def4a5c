// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/tar_source.hpp"

#include <algorithm>
#include <utility>

#include "client/disk/open_file.hpp"
#include "client/disk/tar_mark.hpp"
#include "client/disk/tar_writer.hpp"
#include "client/disk/utf8_locale.hpp"
#include "client/resources/framing.hpp"

namespace keks::client::disk {
namespace {

DiskError changed(std::string_view what) {
    return {TransferFailure::unreadable, shown(what) + " has changed since it was announced"};
}

class TarProducer : public PooledSource::Producer {
  public:
    explicit TarProducer(std::shared_ptr<const TarPlan> plan)
        : plan_{std::move(plan)}, walk_{plan_->roots} {}

    DiskResult<PooledSource::Piece> next() override {
        const Utf8Locale locale;
        while (!enough()) {
            if (auto error = file_ ? copy() : advance()) return *std::move(error);
            if (handed_out_ + writer_.out().size() > plan_->size) return changed(entry_.path);
        }
        return take();
    }

  private:
    // What reaches the planned size is handed out only once it is the end: whoever sends stops
    // there.
    [[nodiscard]] bool enough() {
        const auto ready = writer_.out().size();
        if (finished_) return true;
        return ready >= framing::block && handed_out_ + framing::block < plan_->size;
    }

    std::optional<DiskError> advance() {
        auto entry = walk_.next();
        if (!entry) return entry.error();
        if (!*entry) return finish();
        entry_ = **std::move(entry);
        if (entries_ == plan_->marks.size() || mark_of(entry_) != plan_->marks[entries_])
            return changed(entry_.path);
        ++entries_;
        if (auto error = writer_.begin(entry_)) return error;
        if (entry_.kind != TarEntry::Kind::file || entry_.size == 0) return std::nullopt;
        auto file = walk_.open_file();
        if (!file) return file.error();
        file_ = *std::move(file);
        offset_ = 0;
        return std::nullopt;
    }

    std::optional<DiskError> copy() {
        buffer_.resize(std::min<std::uint64_t>(framing::block, entry_.size - offset_));
        const auto length = read_at(file_.get(), offset_, buffer_, entry_.path);
        if (!length) return length.error();
        if (*length < buffer_.size()) return changed(entry_.path);
        offset_ += *length;
        if (offset_ == entry_.size) file_ = FileDescriptor{};
        return writer_.data(buffer_);
    }

    std::optional<DiskError> finish() {
        if (auto error = writer_.finish()) return error;
        finished_ = true;
        const bool whole =
            entries_ == plan_->marks.size() && handed_out_ + writer_.out().size() == plan_->size;
        return whole ? std::nullopt : std::optional{changed(plan_->roots.back().name)};
    }

    PooledSource::Piece take() {
        auto& out = writer_.out();
        PooledSource::Piece piece;
        const auto cut = out.begin() + static_cast<std::ptrdiff_t>(
                                           std::min(out.size(), std::size_t{framing::block}));
        piece.block.assign(out.begin(), cut);
        out.erase(out.begin(), cut);
        handed_out_ += piece.block.size();
        piece.last = finished_ && out.empty();
        return piece;
    }

    const std::shared_ptr<const TarPlan> plan_;
    TreeWalk walk_;
    TarWriter writer_;
    std::size_t entries_ = 0;
    TarEntry entry_;
    FileDescriptor file_;  // of entry_, as long as there is more to read
    std::uint64_t offset_ = 0;
    PooledSource::Block buffer_;
    bool finished_ = false;
    std::uint64_t handed_out_ = 0;
};

// Goes on in the middle of a piece.
class RestProducer : public PooledSource::Producer {
  public:
    RestProducer(PooledSource::Piece first, std::unique_ptr<TarProducer> others)
        : first_{std::move(first)}, others_{std::move(others)} {}

    DiskResult<PooledSource::Piece> next() override {
        auto first = std::exchange(first_, std::nullopt);
        // An empty one would be the end.
        if (first && (first->last || !first->block.empty())) return *std::move(first);
        return others_->next();
    }

  private:
    std::optional<PooledSource::Piece> first_;
    const std::unique_ptr<TarProducer> others_;
};

DiskResult<TarRest> skip_now(const std::shared_ptr<const TarPlan>& plan, std::uint64_t bytes,
                             const StopFlag& stop) {
    auto producer = std::make_unique<TarProducer>(plan);
    Sha256 before;
    while (!stop) {
        auto piece = producer->next();
        if (!piece) return piece.error();
        auto& block = piece->block;
        const auto skipped = std::min<std::uint64_t>(bytes, block.size());
        before.update(std::span{block}.first(skipped));
        bytes -= skipped;
        if (bytes == 0) {
            block.erase(block.begin(), block.begin() + static_cast<std::ptrdiff_t>(skipped));
            return TarRest{std::make_unique<RestProducer>(*std::move(piece), std::move(producer)),
                           before};
        }
        if (piece->last)
            return DiskError{TransferFailure::wrong_size, "the archive is shorter than that"};
    }
    return DiskError{TransferFailure::closed, "it was given up"};
}

}  // namespace

DiskJob skip_tar(DiskThreads& threads, std::shared_ptr<const TarPlan> plan, std::uint64_t bytes,
                 std::function<void(DiskResult<TarRest>)> skipped) {
    return threads.job([plan = std::move(plan),
                        bytes](const StopFlag& stop) { return skip_now(plan, bytes, stop); },
                       std::move(skipped));
}

TarSource::TarSource(DiskThreads& threads, TarRest rest, Options options)
    : PooledSource(threads, std::move(rest.producer), std::move(options)) {}

TarSource::TarSource(DiskThreads& threads, std::shared_ptr<const TarPlan> plan, Options options)
    : PooledSource(threads, std::make_unique<TarProducer>(std::move(plan)), std::move(options)) {}

}  // namespace keks::client::disk

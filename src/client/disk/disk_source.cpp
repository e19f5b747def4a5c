// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/disk_source.hpp"

#include <fcntl.h>

#include <algorithm>
#include <utility>

#include "client/resources/framing.hpp"

namespace keks::client::disk {
namespace {

class FileProducer : public PooledSource::Producer {
  public:
    FileProducer(std::shared_ptr<const OpenFile> file, std::uint64_t offset)
        : file_{std::move(file)}, offset_{std::min(offset, file_->size)} {}

    DiskResult<PooledSource::Piece> next() override {
        PooledSource::Piece piece;
        piece.block.resize(std::min<std::uint64_t>(framing::block, file_->size - offset_));
        const auto length =
            read_at(file_->descriptor.get(), file_->begin + offset_, piece.block, file_->name);
        if (!length) return length.error();
        if (*length < piece.block.size())
            return DiskError{TransferFailure::unreadable,
                             file_->name + " has become shorter since it was opened"};
        offset_ += *length;
        piece.last = offset_ == file_->size;
        return piece;
    }

  private:
    const std::shared_ptr<const OpenFile> file_;
    std::uint64_t offset_;
};

}  // namespace

DiskSource::DiskSource(DiskThreads& threads, std::shared_ptr<const OpenFile> file,
                       std::uint64_t offset, Options options)
    : PooledSource(threads, std::make_unique<FileProducer>(std::move(file), offset),
                   std::move(options)) {}

}  // namespace keks::client::disk

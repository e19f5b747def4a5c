// SPDX-License-Identifier: AGPL-3.0-only
// How a folder is unpacked as it comes, and gone on with after it was broken off. What is there of
// it cannot be told from its files: that is known only to what unpacks it, and so to this process.
#include <utility>

#include "rift/commands/receive.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {

namespace disk = client::disk;

disk::TarUnpackSink::Place Receive::folder_place() const {
    return {.folder = transfer_->place.folder,
            .name = transfer_->place.name,
            .size = *transfer_->resource.size};
}

void Receive::open_unpacking() {
    const bool is_there = interrupted_ && interrupted_->unpacked && interrupted_->unpacked->lasts();
    // Only what a sender can compare is gone on with.
    if (is_there && transfer_->resumes && transfer_->digest) return unpack_on();
    job_ = disk::TarUnpackSink::open(visit_.disk(), folder_place(), {}, sink_options(),
                                     [this](auto sink) {
                                         if (!sink) return fail(sink.error().why);
                                         unpack_into(*std::move(sink));
                                         transfer_->sink = transfer_->unpacked->enter();
                                         request();
                                     });
}

void Receive::unpack_into(std::unique_ptr<disk::TarUnpackSink> sink) {
    transfer_->unpacked = std::make_shared<disk::LastingSink>(visit_.disk(), std::move(sink));
}

void Receive::unpack_on() {
    transfer_->unpacked = interrupted_->unpacked;
    job_ = transfer_->unpacked->settle([this](const auto& taken) {
        // It failed meanwhile, and said why.
        if (!taken || !taken->hash) return fail(interrupted_->why);
        if (taken->bytes > 0)
            transfer_->has = {taken->bytes, taken->hash->digest()};
        else
            transfer_->sink = transfer_->unpacked->enter();
        request();
    });
}

std::unique_ptr<client::FileSink> Receive::unpack_from(std::uint64_t from) {
    if (from == transfer_->has->bytes) {
        transfer_->begun = from;
        visit_.console().notice("Going on after " + byte_words(from) + " that are unpacked");
        return transfer_->unpacked->enter();
    }
    visit_.console().notice("What is unpacked is of another folder: from the beginning");
    interrupted_->unpacked.reset();
    unpack_into(std::make_unique<disk::TarUnpackSink>(
        visit_.disk(), folder_place(), disk::TarUnpackSink::Limits{}, sink_options()));
    return transfer_->unpacked->enter();
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
// How a folder is unpacked as it comes, and gone on with after it was broken off. What is there of
// it cannot be told from its files: that is known only to what unpacks it, and so to this process.
#include <utility>

#include "rift/commands/failure_words.hpp"
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
    if (can_unpack_on()) return unpack_on();
    // What nobody goes on with makes room.
    if (interrupted_) interrupted_->unpacked.reset();
    job_ = disk::TarUnpackSink::open(visit_.disk(), folder_place(), {}, sink_options(),
                                     [this](auto sink) {
                                         if (!sink) return fail(sink.error().why);
                                         unpack_into(*std::move(sink));
                                         transfer_->sink = transfer_->unpacked->enter();
                                         request();
                                     });
}

// Only what a sender can compare is gone on with. An earlier sender may have been without digests,
// and what came of it was not hashed then.
bool Receive::can_unpack_on() const {
    if (!interrupted_ || !interrupted_->unpacked) return false;
    const auto& unpacked = *interrupted_->unpacked;
    return unpacked.lasts() && unpacked.hashes() && transfer_->resumes && transfer_->digest;
}

void Receive::unpack_into(std::unique_ptr<disk::TarUnpackSink> sink) {
    transfer_->unpacked = std::make_shared<disk::LastingSink>(visit_.disk(), std::move(sink));
}

void Receive::unpack_on() {
    transfer_->unpacked = interrupted_->unpacked;
    job_ = transfer_->unpacked->settle([this](const auto& taken) {
        if (!taken || !taken->hash) return await_why();
        if (taken->bytes > 0)
            transfer_->has = {taken->bytes, taken->hash->digest()};
        else
            transfer_->sink = transfer_->unpacked->enter();
        request();
    });
}

// It failed meanwhile. Why, it tells who is in, and that may be still to come.
void Receive::await_why() {
    transfer_->sink = transfer_->unpacked->enter();
    transfer_->sink->listen(
        {.taken = {}, .finished = {}, .failed = [this](client::TransferFailure reason) {
             fail(transfer_->why.empty() ? failure_words(reason) : transfer_->why);
         }});
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

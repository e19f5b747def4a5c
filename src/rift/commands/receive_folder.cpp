// SPDX-License-Identifier: AGPL-3.0-only
// How a folder is unpacked as it comes, and gone on with after it was broken off: by what unpacks
// it in this process, or from what an earlier one left.
#include <utility>

#include "rift/commands/failure_words.hpp"
#include "rift/commands/receive.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {

namespace disk = client::disk;

disk::TarUnpackSink::Place Receive::folder_place() const {
    return {.folder = transfer_->place.folder,
            .name = transfer_->place.name,
            .size = *transfer_->resource.size,
            .keep_partial = transfer_->resumes && transfer_->digest};
}

void Receive::open_unpacking() {
    if (can_unpack_on()) return unpack_on();
    // It stays as far as it has a journal; what has none makes room.
    if (interrupted_) interrupted_->unpacked.reset();
    if (!folder_place().keep_partial) return open_new_folder();
    transfer_->is_finding = true;
    job_ = disk::TarUnpackSink::find(visit_.disk(), folder_place(),
                                     [this](auto partial) { found_folder(std::move(partial)); });
}

void Receive::found_folder(disk::DiskResult<std::optional<disk::PartialFolder>> partial) {
    transfer_->is_finding = false;
    if (!partial) return fail(partial.error().why);
    if (!*partial) return open_new_folder();
    transfer_->partial = std::make_shared<disk::PartialFolder>(**std::move(partial));
    transfer_->has = {transfer_->partial->bytes(), transfer_->partial->hash.digest()};
    transfer_->is_others = found_is_others();
    request();
}

void Receive::open_new_folder() {
    job_ = disk::TarUnpackSink::open(visit_.disk(), folder_place(), {}, sink_options(),
                                     [this](auto sink) {
                                         if (!sink) return fail(sink.error().why);
                                         unpack_into(*std::move(sink), 0);
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

void Receive::unpack_into(std::unique_ptr<disk::TarUnpackSink> sink, std::uint64_t before) {
    transfer_->unpacked =
        std::make_shared<disk::LastingSink>(visit_.disk(), std::move(sink), before);
}

void Receive::unpack_on() {
    transfer_->unpacked = interrupted_->unpacked;
    transfer_->is_others = interrupted_->is_others;
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
    if (from == 0) return unpack_anew();
    transfer_->begun = from;
    visit_.console().notice("Going on after " + byte_words(from) + " that are unpacked");
    if (const auto partial = std::exchange(transfer_->partial, nullptr))
        unpack_into(std::make_unique<disk::TarUnpackSink>(visit_.disk(), std::move(*partial),
                                                          disk::TarUnpackSink::Limits{},
                                                          sink_options().explain),
                    from);
    return transfer_->unpacked->enter();
}

// What is here stays, as far as it can: anybody can offer something of this name.
std::unique_ptr<client::FileSink> Receive::unpack_anew() {
    visit_.console().notice(
        "What is here of a folder of this name is of another one, and stays: from the beginning");
    transfer_->partial.reset();
    transfer_->is_others = false;
    if (interrupted_) interrupted_->unpacked.reset();
    unpack_into(std::make_unique<disk::TarUnpackSink>(
                    visit_.disk(), folder_place(), disk::TarUnpackSink::Limits{}, sink_options()),
                0);
    return transfer_->unpacked->enter();
}

}  // namespace keks::rift

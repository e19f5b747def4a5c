// SPDX-License-Identifier: AGPL-3.0-only
// Where what comes is written to, and how a file goes on after what is there already.
#include <unistd.h>

#include <utility>

#include "client/disk/fd_sink.hpp"
#include "rift/commands/receive.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {

namespace disk = client::disk;

disk::ThreadSink::Options Receive::sink_options() {
    disk::ThreadSink::Options options;
    if (transfer_->digest) options.hash.emplace();
    options.explain = [this](const std::string& why) {
        if (transfer_) transfer_->why = why;
        if (interrupted_) interrupted_->why = why;
    };
    return options;
}

void Receive::open_sink() {
    if (options_.path == "-") {
        disk::FileDescriptor output{::dup(STDOUT_FILENO)};
        transfer_->sink =
            std::make_unique<disk::FdSink>(visit_.disk(), std::move(output), sink_options());
        return request();
    }
    if (unpacks(transfer_->resource)) return open_unpacking();
    if (!transfer_->resumes) return open_new();
    transfer_->is_finding = true;
    job_ = disk::find_partial(visit_.disk(), file_place(),
                              [this](auto part) { found(std::move(part)); });
}

disk::DiskSink::Place Receive::file_place() const {
    return {.folder = transfer_->place.folder,
            .name = transfer_->place.name,
            .size = *transfer_->resource.size,
            .overwrite = options_.overwrite};
}

disk::DiskSink::SinkOptions Receive::file_options() {
    return {.keep_partial = transfer_->resumes,
            .hash = transfer_->digest,
            .explain = sink_options().explain};
}

void Receive::found(disk::DiskResult<std::optional<disk::PartFile>> part) {
    transfer_->is_finding = false;
    if (!part) return fail(part.error().why);
    if (!*part) return open_new();
    transfer_->part = std::make_shared<disk::PartFile>(**std::move(part));
    transfer_->has = {transfer_->part->size(), transfer_->part->hash()->digest()};
    transfer_->is_others = found_is_others();
    request();
}

void Receive::open_new() {
    job_ = disk::DiskSink::open(visit_.disk(), file_place(), file_options(), [this](auto sink) {
        if (!sink) return fail(sink.error().why);
        transfer_->sink = std::move(*sink);
        request();
    });
}

std::unique_ptr<client::FileSink> Receive::go_on(std::uint64_t from) {
    const auto part = std::exchange(transfer_->part, nullptr);
    if (from == 0) {
        transfer_->is_others = false;
        // It stays: anybody can offer something of this name.
        visit_.console().notice(
            "What is here of a file of this name is of another one, and stays: from the beginning");
        return std::make_unique<disk::DiskSink>(visit_.disk(), file_place(), file_options());
    }
    transfer_->begun = from;
    visit_.console().notice("Going on after " + byte_words(from) + " that were here already");
    return std::make_unique<disk::DiskSink>(visit_.disk(), std::move(*part), file_options());
}

}  // namespace keks::rift

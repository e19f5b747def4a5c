// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/receive.hpp"

#include <unistd.h>

#include <utility>

#include "client/disk/fd_sink.hpp"
#include "rift/commands/failure_words.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {
namespace {

namespace disk = client::disk;
namespace fs = std::filesystem;

constexpr std::string_view kTarEnd = ".tar";

}  // namespace

Receive::Receive(TaskHost& visit, ReceiveOptions options)
    : visit_(visit), options_(std::move(options)), progress_(visit.console(), visit.clock()) {
    visit_.on_interrupt([this] {
        job_ = {};
        transfer_.reset();
    });
}

std::optional<std::string> Receive::fault() const {
    if (options_.path == "-") return std::nullopt;
    std::error_code ignored;
    const fs::path path{options_.path};
    if (fs::is_directory(path, ignored)) return std::nullopt;
    const auto folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
    if (!path.has_filename() || !fs::is_directory(folder, ignored))
        return "there is no folder " + disk::shown((path.has_filename() ? folder : path).string()) +
               ": make it first, or name another";
    if (fs::exists(path, ignored) && !options_.overwrite)
        return disk::shown(path.string()) + " exists already: name another, or allow --overwrite";
    return std::nullopt;
}

client::SessionEvents Receive::events() {
    return {.joined =
                [this] {
                    if (!transfer_) visit_.console().notice("Waiting for somebody to send");
                },
            .member_left = [this](const client::MemberInfo& member) { gone(member.key); },
            .provided = [this](client::MemberKey key,
                               const client::Resource& resource) { provided(key, resource); }};
}

void Receive::provided(client::MemberKey key, const client::Resource& resource) {
    if (transfer_ || resource.kind != client::Resource::Kind::file) return;
    const auto name = disk::shown(resource.label);
    if (!resource.size) return visit_.console().notice("Not taken: " + name + " has no size");
    if (options_.limit && *resource.size > *options_.limit)
        return visit_.console().notice("Not taken: " + name + " has " + byte_words(*resource.size) +
                                       ", more than --limit");
    const auto member = visit_.session().member(key);
    const auto whom = member ? disk::shown(member->username) : "";
    transfer_ = Transfer{.key = key,
                         .resource = resource,
                         .whom = whom.empty() ? "somebody" : whom,
                         .place = place_of(resource),
                         .digest = member && knows(*member, client::capability::file_digest)};
    open_sink();
}

bool Receive::unpacks(const client::Resource& resource) const {
    return resource.archive && !options_.keep_archive && options_.path != "-";
}

Receive::Place Receive::place_of(const client::Resource& resource) const {
    std::error_code ignored;
    const fs::path path{options_.path};
    if (!fs::is_directory(path, ignored))
        return {path.has_parent_path() ? path.parent_path() : fs::path{"."},
                path.filename().string()};
    auto name = resource.label;
    if (unpacks(resource) && name.ends_with(kTarEnd) && name.size() > kTarEnd.size())
        name.resize(name.size() - kTarEnd.size());
    return {path, name};
}

disk::ThreadSink::Options Receive::sink_options() {
    disk::ThreadSink::Options options;
    if (transfer_->digest) options.hash.emplace();
    options.explain = [this](const std::string& why) {
        if (transfer_) transfer_->why = why;
    };
    return options;
}

void Receive::open_sink() {
    const auto& [folder, name] = transfer_->place;
    const auto size = *transfer_->resource.size;
    auto options = sink_options();
    if (options_.path == "-") {
        disk::FileDescriptor output{::dup(STDOUT_FILENO)};
        return request(
            std::make_unique<disk::FdSink>(visit_.disk(), std::move(output), std::move(options)));
    }
    if (unpacks(transfer_->resource)) {
        job_ = disk::TarUnpackSink::open(
            visit_.disk(), {.folder = folder, .name = name, .size = size}, {}, std::move(options),
            [this](auto sink) { sink_opened(std::move(sink)); });
        return;
    }
    job_ = disk::DiskSink::open(
        visit_.disk(),
        {.folder = folder, .name = name, .size = size, .overwrite = options_.overwrite},
        {.hash = transfer_->digest, .explain = std::move(options.explain)},
        [this](auto sink) { sink_opened(std::move(sink)); });
}

template <typename Sink>
void Receive::sink_opened(disk::DiskResult<std::unique_ptr<Sink>> sink) {
    if (!sink) return fail(sink.error().why);
    request(std::move(*sink));
}

void Receive::request(std::unique_ptr<client::FileSink> sink) {
    transfer_->sink = std::move(sink);
    const auto& resource = transfer_->resource;
    const bool asked = visit_.session().request(
        transfer_->key, resource.id,
        [this](client::OpenedChannel channel) { opened(std::move(channel)); });
    if (!asked) return fail(no_channel_words(client::NoChannel::withdrawn));
    visit_.console().notice("Receiving " + disk::shown(resource.label) + ", " +
                            byte_words(*resource.size) + ", from " + transfer_->whom);
}

void Receive::opened(client::OpenedChannel channel) {
    if (!transfer_) return;
    if (!channel) return fail(no_channel_words(channel.error()));
    transfer_->progress = progress_.add({.name = disk::shown(transfer_->resource.label),
                                         .whom = "from " + transfer_->whom,
                                         .size = *transfer_->resource.size,
                                         .bytes = [this]() -> std::uint64_t {
                                             const bool runs = transfer_ && transfer_->receiver;
                                             return runs ? transfer_->receiver->bytes() : 0;
                                         }});
    const auto member = visit_.session().member(transfer_->key);
    const bool acks = member && knows(*member, client::capability::file_ack);
    auto receiver = std::make_unique<client::FileReceiver>(
        std::move(*channel), std::move(transfer_->sink),
        client::FileReceiver::Options{
            .size = *transfer_->resource.size, .acks = acks, .digest = transfer_->digest},
        client::FileReceiver::Events{.done = [this] { received(); },
                                     .failed =
                                         [this](client::TransferFailure reason) {
                                             fail(transfer_->why.empty() ? failure_words(reason)
                                                                         : transfer_->why);
                                         }});
    // What was over at once is dropped by now.
    if (transfer_) transfer_->receiver = std::move(receiver);
}

void Receive::gone(client::MemberKey key) {
    // A channel that is open tells its own end.
    if (transfer_ && transfer_->key == key && !transfer_->receiver)
        fail(no_channel_words(client::NoChannel::left));
}

void Receive::received() {
    const auto done = std::move(*transfer_);
    transfer_.reset();
    progress_.remove(done.progress);
    visit_.session().settled(done.key, done.resource.id);
    const auto path = options_.path == "-"
                          ? "-"
                          : (done.place.folder / done.place.name).lexically_normal().string();
    const auto size = *done.resource.size;
    visit_.console().notice("Saved " + disk::shown(path) + ", " + byte_words(size));
    visit_.console().event(
        {"received",
         {{"name", done.resource.label}, {"path", path}, {"size", size}, {"from", done.whom}}});
    visit_.end(ExitCode::done);
}

void Receive::fail(const std::string& why) {
    const auto lost = std::move(*transfer_);
    transfer_.reset();
    progress_.remove(lost.progress);
    visit_.session().request_stop(lost.key, lost.resource.id);
    visit_.console().error("Not received: " + why);
    visit_.console().event({"failed", {{"from", lost.whom}, {"reason", why}}});
    visit_.end(ExitCode::failed);
}

}  // namespace keks::rift

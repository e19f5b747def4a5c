// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/receive.hpp"

#include <unistd.h>

#include <utility>

#include "rift/commands/failure_words.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {
namespace {

namespace disk = client::disk;
namespace fs = std::filesystem;

constexpr std::string_view kTarEnd = ".tar";

// What peers send may have anything in it, also what makes a terminal do things.
std::optional<std::string> fault_of_output() {
    if (::isatty(STDOUT_FILENO) == 0) return std::nullopt;
    return "the standard output is a terminal, to which no file of others is written: name a file, "
           "or pipe it into a program, such as cat";
}

}  // namespace

Receive::Receive(TaskHost& visit, ReceiveOptions options, Takes takes)
    : visit_(visit),
      options_(std::move(options)),
      takes_(takes),
      progress_(visit.console(), visit.clock()) {
    visit_.on_interrupt([this](Interruption why) {
        // Somebody has waited for that before: it is not ours to remove.
        if (why == Interruption::ending || (transfer_ && transfer_->is_others)) keep();
        interrupted_.reset();
        drop();
    });
    visit_.lets_finish([this] { return finishes(); });
}

// It may have its final name already. Not so what a pipe has still to take, for as long as that
// may last.
bool Receive::finishes() {
    if (!transfer_ || !transfer_->receiver || !transfer_->receiver->is_saving()) return false;
    if (options_.path == "-") return false;
    visit_.console().notice("All of it has come, and is made safe on the disk first");
    return true;
}

Receive::~Receive() {
    keep();
}

void Receive::keep() {
    if (transfer_ && transfer_->receiver) transfer_->receiver->keep();
}

std::optional<std::string> Receive::fault() const {
    if (options_.path == "-") return fault_of_output();
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
                               const client::Resource& resource) { provided(key, resource); },
            .withdrawn = [this](client::MemberKey key,
                                const client::Resource& resource) { withdrawn(key, resource); }};
}

void Receive::provided(client::MemberKey key, const client::Resource& resource) {
    if (transfer_ || resource.kind != client::Resource::Kind::file) return;
    const auto whom = name_of(visit_.session(), key);
    if (interrupted_ && !interrupted_->is_it(resource, whom)) return;
    const auto name = disk::shown(resource.label);
    if (!resource.size) return visit_.console().notice("Not taken: " + name + " has no size");
    if (is_too_long(resource))
        return visit_.console().notice("Not taken: " + name + " has " + byte_words(*resource.size) +
                                       ", more than --limit");
    const auto member = visit_.session().member(key);
    if (interrupted_) interrupted_->tried.emplace_back(key, resource.id);
    transfer_ = Transfer{.key = key,
                         .resource = resource,
                         .whom = whom,
                         .place = place_of(resource),
                         .digest = member && knows(*member, client::capability::file_digest),
                         .resumes = member && knows(*member, client::capability::file_resume) &&
                                    options_.path != "-"};
    open_sink();
}

bool Receive::is_too_long(const client::Resource& resource) const {
    return options_.limit && *resource.size > *options_.limit;
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

void Receive::request() {
    const auto& resource = transfer_->resource;
    const bool asked = visit_.session().request(
        transfer_->key, resource.id,
        [this, alive = std::weak_ptr{alive_}](client::OpenedChannel channel) {
            if (!alive.expired()) opened(std::move(channel));
        },
        transfer_->has);
    if (!asked) return no_channel(client::NoChannel::withdrawn);
    visit_.console().notice("Receiving " + disk::shown(resource.label) + ", " +
                            byte_words(*resource.size) + ", from " + transfer_->whom);
}

void Receive::opened(client::OpenedChannel channel) {
    if (!transfer_) return;
    if (!channel) return no_channel(channel.error());
    transfer_->progress = progress_.add({.name = disk::shown(transfer_->resource.label),
                                         .whom = "from " + transfer_->whom,
                                         .size = *transfer_->resource.size,
                                         .bytes = [this]() -> std::uint64_t {
                                             const bool runs = transfer_ && transfer_->receiver;
                                             return runs ? transfer_->receiver->bytes() : 0;
                                         }});
    auto receiver = make_receiver(std::move(*channel));
    // What was over at once is dropped by now.
    if (transfer_) transfer_->receiver = std::move(receiver);
}

std::unique_ptr<client::FileReceiver> Receive::make_receiver(
    std::unique_ptr<client::DataChannel> channel) {
    const auto member = visit_.session().member(transfer_->key);
    const bool acks = member && knows(*member, client::capability::file_ack);
    const client::FileReceiver::Options options{
        .size = *transfer_->resource.size, .acks = acks, .digest = transfer_->digest};
    client::FileReceiver::Events events{
        .done = [this] { received(); },
        .failed = [this](client::TransferFailure reason) { failed(reason); }};
    if (!transfer_->has)
        return std::make_unique<client::FileReceiver>(visit_.clock(), std::move(channel),
                                                      std::move(transfer_->sink), options,
                                                      std::move(events));
    client::FileReceiver::Beginning beginning{
        .bytes = transfer_->has->bytes, .open = [this](std::uint64_t from) {
            return transfer_->part ? go_on(from) : unpack_from(from);
        }};
    return std::make_unique<client::FileReceiver>(visit_.clock(), std::move(channel),
                                                  std::move(beginning), options, std::move(events));
}

void Receive::failed(client::TransferFailure reason) {
    const auto why = transfer_->why.empty() ? failure_words(reason) : transfer_->why;
    const bool silent = reason == client::TransferFailure::silent;
    if (transfer_->resumes && (silent || reason == client::TransferFailure::closed))
        return broken_off(why, silent);
    fail(transfer_->withdrawn && reason == client::TransferFailure::closed
             ? not_offered_words(transfer_->whom)
             : why);
}

void Receive::no_channel(client::NoChannel reason) {
    if (interrupted_) return broken_off(std::string{interrupted_->why});
    const auto why = no_channel_words(reason);
    if (takes_ == Takes::any_offer && pass_over(why)) return;
    fail(why);
}

/** What is under way is not wanted any more. */
std::optional<Receive::Transfer> Receive::drop() {
    job_ = {};
    auto dropped = std::exchange(transfer_, std::nullopt);
    if (!dropped) return dropped;
    progress_.remove(dropped->progress);
    visit_.session().request_stop(dropped->key, dropped->resource.id);
    return dropped;
}

void Receive::gone(client::MemberKey key) {
    // A channel that is open tells its own end.
    if (transfer_ && transfer_->key == key && !transfer_->receiver)
        no_channel(client::NoChannel::left);
}

void Receive::received() {
    const auto done = std::move(*transfer_);
    transfer_.reset();
    interrupted_.reset();
    progress_.remove(done.progress);
    visit_.session().settled(done.key, done.resource.id);
    const auto path = options_.path == "-"
                          ? "-"
                          : (done.place.folder / done.place.name).lexically_normal().string();
    const auto size = *done.resource.size;
    visit_.console().notice("Saved " + disk::shown(path) + ", " + byte_words(size));
    ConsoleEvent event{
        "received",
        {{"name", done.resource.label}, {"path", path}, {"size", size}, {"from", done.whom}}};
    if (done.begun > 0) event.fields.emplace_back("resumed", done.begun);
    visit_.console().event(event);
    visit_.end(ExitCode::done);
}

void Receive::fail(std::string why) {
    auto whom = transfer_->whom;
    drop();
    give_up(std::move(why), std::move(whom));
}

void Receive::give_up(std::string why, std::string whom) {
    interrupted_.reset();
    visit_.console().error("Not received: " + why);
    visit_.console().event({"failed", {{"from", std::move(whom)}, {"reason", std::move(why)}}});
    visit_.end(ExitCode::failed);
}

}  // namespace keks::rift

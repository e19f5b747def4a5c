// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/send.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "client/disk/disk_source.hpp"
#include "client/disk/spool.hpp"
#include "rift/commands/failure_words.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {
namespace {

namespace disk = client::disk;
namespace fs = std::filesystem;

// Of standard input, whose size has to be known before it is offered.
constexpr std::uint64_t kMostSpooled = std::uint64_t{64} << 30U;

// What a path is called as it was typed, a link by its own name; `.`, `..` and `folder/` by that of
// where they lead.
std::string end_of(const fs::path& path) {
    auto name = path.filename();
    std::error_code ignored;  // what cannot be found is told when it is opened
    if (name.empty() || name == "." || name == "..")
        name = fs::weakly_canonical(path, ignored).filename();
    return name.empty() ? "files" : name.string();
}

client::Resource file_resource(std::string label, std::uint64_t size, bool archive) {
    return {.kind = client::Resource::Kind::file,
            .id = client::make_session_id(),
            .label = std::move(label),
            .size = size,
            .archive = archive};
}

std::string temporary_folder() {
    std::error_code ignored;
    const auto folder = fs::temp_directory_path(ignored);
    return ignored ? "/tmp" : folder.string();
}

}  // namespace

Send::Send(TaskHost& visit, SendOptions options)
    : visit_(visit), options_(std::move(options)), progress_(visit.console(), visit.clock()) {
    visit_.on_interrupt([this](Interruption) {
        while (!transfers_.empty()) drop(transfers_.begin()->first);
    });
    visit_.before_joining([this](client::Session& session) {
        if (!session.provide(offer_.resource)) too_much_offered(visit_);
    });
}

void Send::prepare(std::function<void()> ready) {
    ready_ = std::move(ready);
    std::error_code ignored;
    const bool folder = fs::is_directory(options_.paths.front(), ignored);
    if (options_.paths.front() == "-") return spool_input();
    if (options_.paths.size() > 1 || folder) return plan_archive();
    open_single();
}

void Send::spool_input() {
    disk::FileDescriptor input{::dup(STDIN_FILENO)};
    job_ = disk::spool(visit_.disk(), std::move(input),
                       {.folder = temporary_folder(), .most = kMostSpooled},
                       [this](auto file) { offer_file(std::move(file)); });
}

void Send::open_single() {
    job_ = disk::open_file(visit_.disk(), options_.paths.front(),
                           [this](auto file) { offer_file(std::move(file)); });
}

void Send::plan_archive() {
    const std::vector<fs::path> paths{options_.paths.begin(), options_.paths.end()};
    job_ =
        disk::plan_tar(visit_.disk(), paths, [this](auto plan) { offer_archive(std::move(plan)); });
}

void Send::offer_file(disk::DiskResult<std::shared_ptr<const disk::OpenFile>> file) {
    if (!file) return refuse(file.error());
    const bool is_input = options_.paths.front() == "-";
    const auto name = is_input ? "standard-input" : end_of(options_.paths.front());
    Offer offered{.resource = file_resource(name, (*file)->size, false), .read = {}, .skip = {}};
    offered.read = read_file(*file, 0);
    offered.skip = [this, file = *file](std::uint64_t bytes, Skipped skipped) {
        return skip_in_file(file, bytes, std::move(skipped));
    };
    offer(std::move(offered));
}

disk::DiskJob Send::skip_in_file(const std::shared_ptr<const disk::OpenFile>& file,
                                 std::uint64_t bytes, Skipped skipped) {
    return disk::hash_beginning(
        visit_.disk(), file, bytes,
        [this, file, bytes, skipped = std::move(skipped)](const auto& before) {
            if (!before) return skipped(before.error());
            skipped(Rest{bytes, *before, read_file(file, bytes)});
        });
}

Send::Read Send::read_file(std::shared_ptr<const disk::OpenFile> file, std::uint64_t from) {
    return [this, file = std::move(file), from](ReadOptions how) {
        return std::make_unique<disk::DiskSource>(visit_.disk(), file, from, std::move(how));
    };
}

void Send::offer_archive(disk::DiskResult<std::shared_ptr<const disk::TarPlan>> plan) {
    if (!plan) return refuse(plan.error());
    for (const auto& skipped : (*plan)->skipped) visit_.console().notice("Left out: " + skipped);
    if ((*plan)->skipped_count > (*plan)->skipped.size())
        visit_.console().notice("Left out: " + std::to_string((*plan)->skipped_count) + " in all");
    const auto name = options_.paths.size() == 1 ? end_of(options_.paths.front()) : "files";
    offer({.resource = file_resource(name + ".tar", (*plan)->size, true),
           .read =
               [this, plan = *plan](ReadOptions how) {
                   return std::make_unique<disk::TarSource>(visit_.disk(), plan, std::move(how));
               },
           .skip = [this, plan = *plan](
                       std::uint64_t bytes,
                       Skipped skipped) { return skip_archive(plan, bytes, std::move(skipped)); }});
}

disk::DiskJob Send::skip_archive(const std::shared_ptr<const disk::TarPlan>& plan,
                                 std::uint64_t bytes, Skipped skipped) {
    return disk::skip_tar(
        visit_.disk(), plan, bytes,
        [this, bytes, skipped = std::move(skipped)](disk::DiskResult<disk::TarRest> found) {
            if (!found) return skipped(found.error());
            auto before = found->before;
            // Read once; a function has to be one that could be copied.
            const auto rest = std::make_shared<disk::TarRest>(*std::move(found));
            skipped(Rest{bytes, before, [this, rest](ReadOptions how) {
                             return std::make_unique<disk::TarSource>(
                                 visit_.disk(), std::move(*rest), std::move(how));
                         }});
        });
}

void Send::offer(Offer offer) {
    offer_ = std::move(offer);
    if (!options_.name.empty()) offer_.resource.label = options_.name;
    std::exchange(ready_, nullptr)();
}

void Send::refuse(const disk::DiskError& error) {
    visit_.console().error(error.why);
    visit_.end(ExitCode::failed);
}

client::SessionEvents Send::events() {
    return {.member_left = [this](const client::MemberInfo& member) { left(member); },
            .requested =
                [this](client::MemberKey key, const client::Resource& resource) {
                    if (resource.id == offer_.resource.id) requested(key);
                },
            .request_stopped =
                [this](client::MemberKey key, const client::Resource& resource) {
                    if (resource.id == offer_.resource.id) stopped(key);
                }};
}

std::string Send::name_of(client::MemberKey key) {
    const auto member = visit_.session().member(key);
    const auto name = member ? disk::shown(member->username) : "";
    return name.empty() ? "somebody" : name;
}

void Send::requested(client::MemberKey key) {
    const bool is_new = transfers_.try_emplace(key, Transfer{.whom = name_of(key)}).second;
    if (!is_new) return;
    visit_.session().open_channel(
        key, offer_.resource.id,
        [this, key, alive = std::weak_ptr{alive_}](client::OpenedChannel channel) {
            if (!alive.expired()) opened(key, std::move(channel));
        });
}

void Send::opened(client::MemberKey key, client::OpenedChannel channel) {
    const auto found = transfers_.find(key);
    // Who gave up and asked again gets one of the two channels, and we read for that one only.
    if (found == transfers_.end() || found->second.channel || found->second.sender) return;
    if (!channel) {
        visit_.console().notice("Not sent to " + found->second.whom + ": " +
                                no_channel_words(channel.error()));
        drop(key);
        return end_if_enough();
    }
    found->second.progress = progress_.add({.name = disk::shown(offer_.resource.label),
                                            .whom = "to " + found->second.whom,
                                            .size = *offer_.resource.size,
                                            .bytes = [this, key] {
                                                const auto& sender = transfers_.at(key).sender;
                                                return sender ? sender->bytes() : 0;
                                            }});
    found->second.channel = std::move(*channel);
    const auto has = visit_.session().already_has(key, offer_.resource.id);
    if (!has) return start(key, whole(), false);
    go_on(key, *has);
}

void Send::go_on(client::MemberKey key, const client::FileBeginning& has) {
    // Nothing of ours begins like that: no need to read it all.
    if (has.bytes > *offer_.resource.size) return start(key, whole(), true);
    transfers_.at(key).job = offer_.skip(has.bytes, [this, key, has](disk::DiskResult<Rest> rest) {
        const bool same = rest && rest->before.digest() == has.sha256;
        start(key, same ? *std::move(rest) : whole(), true);
    });
}

void Send::start(client::MemberKey key, Rest rest, bool told) {
    auto& transfer = transfers_.at(key);
    const auto member = visit_.session().member(key);
    const bool acks = member && knows(*member, client::capability::file_ack);
    const bool digest = member && knows(*member, client::capability::file_digest);
    const bool large = member && knows(*member, client::capability::rift);
    ReadOptions how;
    if (digest) how.hash = rest.before;
    how.explain = [this, key](const std::string& why) {
        if (const auto own = transfers_.find(key); own != transfers_.end()) own->second.why = why;
    };
    auto sender = std::make_unique<client::FileSender>(
        visit_.clock(), std::move(transfer.channel), rest.read(std::move(how)),
        client::FileSender::Options{
            .size = *offer_.resource.size,
            .acks = acks,
            .digest = digest,
            .from = told ? std::optional{rest.from} : std::nullopt,
            .message = large ? client::framing::large_message : client::framing::message},
        client::FileSender::Events{
            .started = {},
            .done = [this, key] { sent(key); },
            .failed = [this, key](client::TransferFailure reason) { failed(key, reason); }});
    // What was over at once is dropped by now.
    if (const auto still = transfers_.find(key); still != transfers_.end())
        still->second.sender = std::move(sender);
}

void Send::sent(client::MemberKey key) {
    const auto whom = transfers_.at(key).whom;
    const auto name = disk::shown(offer_.resource.label);
    drop(key);
    visit_.console().notice(whom + " has " + name + ", " + byte_words(*offer_.resource.size));
    visit_.console().event(
        {"sent", {{"name", name}, {"size", *offer_.resource.size}, {"to", whom}}});
    visit_.session().settled(key, offer_.resource.id);
    ++received_;
    end_if_enough();
}

// Whoever is still at it may have its file as well, or come to nothing.
void Send::end_if_enough() {
    if (options_.receivers != 0 && received_ >= options_.receivers && transfers_.empty())
        visit_.end(ExitCode::done);
}

void Send::failed(client::MemberKey key, client::TransferFailure reason) {
    const auto transfer = std::move(transfers_.at(key));
    drop(key);
    const auto why = transfer.why.empty() ? failure_words(reason) : transfer.why;
    visit_.console().error("Not sent to " + transfer.whom + ": " + why);
    visit_.console().event({"failed", {{"to", transfer.whom}, {"reason", why}}});
    visit_.session().settled(key, offer_.resource.id);
    // Our own file failed: the next who asks would get no more of it.
    if (reason == client::TransferFailure::unreadable) visit_.end(ExitCode::failed);
    end_if_enough();
}

void Send::left(const client::MemberInfo& member) {
    if (const auto found = transfers_.find(member.key);
        found != transfers_.end() && !found->second.sender)
        drop(member.key);
    end_if_enough();
}

void Send::stopped(client::MemberKey key) {
    const auto found = transfers_.find(key);
    if (found == transfers_.end()) return;
    visit_.console().notice(found->second.whom + " does not want it any more");
    drop(key);
    end_if_enough();
}

void Send::drop(client::MemberKey key) {
    const auto found = transfers_.find(key);
    if (found == transfers_.end()) return;
    progress_.remove(found->second.progress);
    transfers_.erase(found);
}

}  // namespace keks::rift

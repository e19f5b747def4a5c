// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/send.hpp"

#include <filesystem>

#include "rift/commands/failure_words.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {

namespace disk = client::disk;
namespace fs = std::filesystem;

Send::Send(TaskHost& visit, SendOptions options)
    : visit_(visit), options_(std::move(options)), progress_(visit.console(), visit.clock()) {
    visit_.on_interrupt([this](Interruption why) {
        // One that ends may be started again, and is waited for.
        if (why == Interruption::unwanted) take_back();
        while (!transfers_.empty()) drop(transfers_.begin()->first);
    });
    visit_.before_joining([this](client::Session& session) {
        if (!session.provide(offer_.resource)) return too_much_offered(visit_);
        offered_ = true;
        const auto& own = offer_.resource;
        visit_.console().event(
            {"provided", {{"id", own.id}, {"name", own.label}, {"size", *own.size}}});
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
    if (reason == client::TransferFailure::unreadable) {
        take_back();
        visit_.end(ExitCode::failed);
    }
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

// Who waits for what was broken off hears that it will not come.
void Send::take_back() {
    if (std::exchange(offered_, false)) visit_.session().withdraw(offer_.resource.id);
}

void Send::drop(client::MemberKey key) {
    const auto found = transfers_.find(key);
    if (found == transfers_.end()) return;
    progress_.remove(found->second.progress);
    transfers_.erase(found);
}

}  // namespace keks::rift

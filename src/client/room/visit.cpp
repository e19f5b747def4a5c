// SPDX-License-Identifier: AGPL-3.0-only
#include "client/room/visit.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "client/relay_text.hpp"
#include "client/room/tell.hpp"
#include "keks/crypto/sealed_message.hpp"

namespace keks::client {

Session::Visit::Visit(Signaling& signaling, LinkDeps deps, const crypto::RoomKeys& keys,
                      SessionOptions options, SessionEvents events)
    : signaling_(signaling),
      deps_(std::move(deps)),
      key_(keys.key),
      options_(std::move(options)),
      events_(std::move(events)),
      roster_(*this, deps_.clock,
              {.gone =
                   [this](Member& member) {
                       if (std::exchange(member.visible, false)) {
                           tell(events_.member_left, member.info());
                       }
                   },
               .displaced =
                   [this](Member& member, bool at_once) {
                       if (at_once) {
                           show(member);
                       } else {
                           show_later(member);
                       }
                   }}) {
    options_.username = cut(options_.username, relay_limits::name);
}

Session::Visit::~Visit() {
    events_ = {};
    roster_.clear();
}

void Session::Visit::start() {
    // The signalling outlives us, and may have more to say.
    const auto if_alive = [this](auto act) {
        return [this, alive = std::weak_ptr{alive_}, act](auto&&... what) {
            if (!alive.expired() && !closed_) act(std::forward<decltype(what)>(what)...);
        };
    };
    signaling_.start(
        {.joined = if_alive([this](ClientId own) { joined(own); }),
         .member_joined = if_alive([this](ClientId id) { member_joined(id); }),
         .member_left = if_alive([this](ClientId id) { roster_.left(id); }),
         .message =
             [this, alive = std::weak_ptr{alive_}](ClientId sender, const std::string& sealed) {
                 if (!alive.expired()) message(sender, sealed);
             },
         .lost = if_alive([this](const std::string& reason, std::chrono::milliseconds pause) {
             lost();
             tell(events_.lost, reason, pause);
         }),
         .failed = if_alive([this](const std::string& reason) {
             lost();
             tell(events_.failed, reason);
         })});
}

void Session::Visit::close(std::function<void()> done, Leaving leaving) {
    if (std::exchange(closed_, true)) return;
    // An event may be what closes us: listeners are called by copies.
    events_ = {};
    repeat_timer_.reset();
    left_ = std::move(done);
    if (leaving == Leaving::in_order) {
        for (const auto& member : roster_.all()) {
            const bool busy = member->finish([this] {
                if (--busy_ == 0) all_finished();
            });
            if (!busy) continue;
            ++busy_;
            infers_success_ = infers_success_ || !member->knows(capability::file_digest);
        }
    }
    if (busy_ == 0) return leave();
    leaving_timer_ = deps_.clock.after(leaving_patience, [this] { leave(); });
}

// Others hear of a channel's end, by which they know that we have a file, and of our leaving by
// ways of different length, and take the leaving for a failure when it comes first.
void Session::Visit::all_finished() {
    if (!infers_success_) return leave();
    leaving_timer_ = deps_.clock.after(after_channels, [this] { leave(); });
}

void Session::Visit::leave() {
    leaving_timer_.reset();
    for (const auto& member : roster_.all()) {
        if (member->knows(capability::bye)) member->say(relay::Bye{});
    }
    roster_.clear();
    signaling_.close(std::exchange(left_, nullptr));
}

// While we wait for the last to be acknowledged. To who asks later the answer is that we left.
void Session::Visit::refuse(Member& member, const RelayMessage& message) {
    const auto* const request = std::get_if<relay::Request>(&message);
    if (request != nullptr) member.say(relay::ProvideStop{request->id});
}

Roster::MemberPtr Session::Visit::member(MemberKey key) const {
    auto member = roster_.by_key(key);
    return member && member->visible ? member : nullptr;
}

std::uint64_t Session::Visit::dropped(RelayDrop reason) const {
    return dropped_.at(static_cast<std::size_t>(reason));
}

bool Session::Visit::can(std::string_view capability) const {
    return std::ranges::find(options_.capabilities, capability) != options_.capabilities.end();
}

void Session::Visit::joined(ClientId own) {
    if (own_id_) lost();
    own_id_ = own;
    settled_ = false;
    roster_.returned();
    ask_for_echo();
    tell(events_.joined);
}

void Session::Visit::member_joined(ClientId id) {
    const auto member = roster_.add(id);
    if (!member) return;
    introduce(*member);
    // It may be a dead connection of ours that the server has not missed yet, which is nobody; or
    // somebody else, who got the id of a server that restarted, and says so.
    if (std::ranges::find(former_ids_, id) == former_ids_.end()) show_later(*member);
}

void Session::Visit::message(ClientId sender, const std::string& sealed) {
    if (sender == own_id_) {
        if (!std::exchange(settled_, true)) tell(events_.settled);
        return;
    }
    const auto member = roster_.get(sender);
    if (!member) return drop(RelayDrop::stranger);
    const auto plaintext = crypto::open(key_, sealed);
    if (!plaintext) return drop(RelayDrop::not_opened);
    const auto read = read_relay(*plaintext, sender);
    if (!read.has_value()) return drop(read.error());
    if (closed_) return refuse(*member, *read);
    act(member, *read);
}

void Session::Visit::lost() {
    if (own_id_) former_ids_.push_back(*own_id_);
    if (former_ids_.size() > former_ids_kept) former_ids_.pop_front();
    own_id_.reset();
    repeat_timer_.reset();
    pause_ = repeat_pause;
    roster_.lost();
}

void Session::Visit::act(const Roster::MemberPtr& member, const RelayMessage& message) {
    if (const auto* const identify = std::get_if<relay::Identify>(&message)) {
        return identified(member, *identify);
    }
    show(*member);
    std::visit(
        [&]<typename Message>(const Message& content) {
            if constexpr (std::is_same_v<Message, relay::Chat>) {
                tell(events_.chat, member->key(), content);
            } else if constexpr (std::is_same_v<Message, relay::ChatImage>) {
                tell(events_.chat_image, member->key(), content);
            } else if constexpr (std::is_same_v<Message, relay::Bye>) {
                member->leaving = true;
            } else if constexpr (!std::is_same_v<Message, relay::Identify>) {
                if (!closed_) member->handle(content);
            }
        },
        message);
}

void Session::Visit::identified(const Roster::MemberPtr& member, const relay::Identify& message) {
    // Our own session under another id is nobody's to claim.
    const auto session = message.session == options_.session ? std::nullopt : message.session;
    const bool is_new = session && !member->session();
    const auto known = is_new ? roster_.recognise(member, *session) : nullptr;
    if (closed_) return;
    const auto& who = known ? known : member;
    who->identify(message, session);
    show(*who);
    tell(events_.member_identified, who->info());
}

void Session::Visit::show(Member& member) {
    if (std::exchange(member.visible, true)) return;
    member.name_timer.reset();
    tell(events_.member_joined, member.info());
}

void Session::Visit::show_later(Member& member) {
    member.name_timer = deps_.clock.after(name_patience, [this, weak = member.weak_from_this()] {
        const auto kept = weak.lock();
        if (kept && roster_.is_present(*kept)) show(*kept);
    });
}

}  // namespace keks::client

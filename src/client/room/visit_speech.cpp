// SPDX-License-Identifier: AGPL-3.0-only
// What a visit says to the room.
#include <algorithm>
#include <utility>

#include "client/relay_text.hpp"
#include "client/room/visit.hpp"
#include "keks/crypto/sealed_message.hpp"

namespace keks::client {

void Session::Visit::rename(std::string_view username) {
    options_.username = cut(username, relay_limits::name);
    if (own_id_ && !seal_and_send(identity(), std::nullopt)) repeat_later();
}

bool Session::Visit::provide(Resource resource) {
    const std::string id = resource.id;
    if (!provisions_.add(std::move(resource))) return false;
    if (own_id_ && !seal_and_send(relay::Provide{*provisions_.find(id)}, std::nullopt)) {
        repeat_later();
    }
    return true;
}

bool Session::Visit::withdraw(std::string_view id) {
    const std::string gone{id};  // which may be that of what is removed
    if (!provisions_.remove(gone)) return false;
    for (const auto& member : roster_.all()) member->stop_sending(gone);
    if (own_id_ && !seal_and_send(relay::ProvideStop{gone}, std::nullopt)) repeat_later();
    return true;
}

bool Session::Visit::send_chat(std::string_view text, std::optional<MemberKey> to) {
    return utf16_length(text) <= relay_limits::chat && say(relay::Chat{std::string{text}}, to);
}

bool Session::Visit::send_chat_image(std::string_view url, std::optional<MemberKey> to) {
    return url.size() <= relay_limits::own_image && say(relay::ChatImage{std::string{url}}, to);
}

bool Session::Visit::say(const RelayMessage& message, std::optional<MemberKey> to) {
    if (!own_id_) return false;
    const auto recipient = to ? member(*to) : nullptr;
    if (to && (!recipient || !recipient->id())) return false;
    const bool sent = seal_and_send(message, recipient ? recipient->id() : std::nullopt);
    said_ = said_ || sent;
    return sent;
}

void Session::Visit::send(const RelayMessage& message, ClientId recipient) {
    if (own_id_ && !seal_and_send(message, recipient)) repeat_later();
}

/** False: more waits to be sent than may. */
bool Session::Visit::seal_and_send(const RelayMessage& message, std::optional<ClientId> recipient) {
    const auto iv = crypto::random_iv();
    if (!iv.has_value()) return false;
    auto sealed = crypto::seal(key_, *iv, write_relay(*own_id_, message));
    return sealed.has_value() && signaling_.send(recipient, *std::move(sealed));
}

void Session::Visit::introduce(Member& member) {
    member.say(identity());
    for (const auto& resource : provisions_.all()) member.say(relay::Provide{resource});
}

/** Our own word comes back after the joins of those who are there. An empty one may be what our
 * signalling looks with whether the server lives. */
void Session::Visit::ask_for_echo() {
    if (!signaling_.send(own_id_, "echo")) repeat_later();
}

/** What others know of us cannot be trusted any more: all of it is said again. */
void Session::Visit::repeat_later() {
    if (repeat_timer_ || closed_) return;
    repeat_timer_ = deps_.clock.after(pause_, [this] { repeat(); });
    pause_ = std::min(pause_ * 2, longest_repeat_pause);
}

void Session::Visit::repeat() {
    repeat_timer_.reset();
    if (!settled_) ask_for_echo();
    for (const auto& member : roster_.all()) {
        // What follows would not be sent either.
        if (repeat_timer_) return;
        introduce(*member);
        member->repeat();
    }
    if (!repeat_timer_) pause_ = repeat_pause;
}

RelayMessage Session::Visit::identity() const {
    return relay::Identify{options_.username, options_.session, options_.capabilities};
}

}  // namespace keks::client

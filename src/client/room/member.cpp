// SPDX-License-Identifier: AGPL-3.0-only
#include "client/room/member.hpp"

#include <algorithm>
#include <utility>

#include "client/capabilities.hpp"
#include "client/room/tell.hpp"

namespace keks::client {

Member::Member(MemberKey key, ClientId id, Host& host)
    : key_(key),
      id_(id),
      host_(host),
      requests_(
          host.link_deps().clock,
          {.keep = [this] { return shared_from_this(); },
           .given_up = [this](const std::string& given) { say(relay::RequestStop{given}); }}) {}

bool Member::knows(std::string_view capability) const {
    return std::ranges::find(capabilities_, capability) != capabilities_.end();
}

bool Member::alive() const {
    return link_ && (link_->state() == PeerLink::State::connecting ||
                     link_->state() == PeerLink::State::connected);
}

MemberInfo Member::info() const {
    return {.key = key_,
            .username = username_,
            .session = session_,
            .capabilities = capabilities_,
            .resources = resources_,
            .identified = identified_,
            .present = id_.has_value(),
            .connected = link_ && link_->state() == PeerLink::State::connected};
}

void Member::say(const RelayMessage& message) {
    if (id_) host_.send(message, *id_);
}

void Member::identify(const relay::Identify& message, std::optional<std::string> session) {
    identified_ = true;
    username_ = message.username;
    capabilities_ = message.capabilities;
    if (!session_) session_ = std::move(session);
    if (link_) {
        link_->set_both_are_rift(both_are_rift());
        link_->set_polite(is_polite());
    }
    prepare();
}

void Member::rebind(ClientId id) {
    id_ = id;
    leaving = false;
    repeat();
}

void Member::repeat() {
    for (const auto& gone : host_.provisions().withdrawn()) say(relay::ProvideStop{gone});
    if (link_) link_->rebound(is_polite());
    for (const auto& message : requests_.repeated()) say(message);
}

void Member::handle(const relay::Provide& message) {
    const Resource& resource = message.resource;
    const auto known = std::ranges::find(resources_, resource.id, &Resource::id);
    if (known != resources_.end()) {
        if (*known == resource) return;
        *known = resource;
    } else {
        if (resources_.size() >= relay_limits::resources) return;
        resources_.push_back(resource);
    }
    tell(host_.events().provided, key_, resource);
}

void Member::handle(const relay::ProvideStop& message) {
    const auto known = std::ranges::find(resources_, message.id, &Resource::id);
    if (known == resources_.end()) return;
    const Resource gone = std::move(*known);
    resources_.erase(known);
    requests_.withdrawn(gone.id);
    tell(host_.events().withdrawn, key_, gone);
}

void Member::handle(const relay::Request& message) {
    const auto* const provided = host_.provisions().find(message.id);
    if (provided == nullptr) return;
    const Resource resource = *provided;
    const auto [asked, is_new] = requested_.try_emplace(resource.id, message.has);
    const bool again = !is_new && resource.kind == Resource::Kind::file;
    // Who can come back repeats its requests then; whoever else asks again has lost what it had.
    if (again && session_) return;
    asked->second = message.has;
    link().use();
    if (again) {
        link().waiting_channels().forget(resource.id);
        tell(host_.events().request_stopped, key_, resource);
    }
    tell(host_.events().requested, key_, resource);
}

void Member::handle(const relay::RequestStop& message) {
    if (requested_.erase(message.id) == 0) return;
    const auto* const provided = host_.provisions().find(message.id);
    if (provided == nullptr) return;
    const Resource resource = *provided;
    if (link_) link_->waiting_channels().refuse(resource.id, NoChannel::withdrawn);
    tell(host_.events().request_stopped, key_, resource);
}

void Member::handle(const relay::Answer& message) {
    if (link_) link_->remote(message);
}

void Member::handle(const relay::Candidate& message) {
    if (link_) link_->remote(message);
}

bool Member::request(std::string_view id, OnChannel on_channel, std::optional<FileBeginning> has) {
    const auto* const resource = find(id);
    if (resource == nullptr || resource->kind == Resource::Kind::audio_track ||
        resource->kind == Resource::Kind::video_track) {
        return false;
    }
    // A file can wait until the member is back; who connects to a port does not wait so long.
    if (resource->kind == Resource::Kind::port && !id_) return false;
    if (!requests_.add(*resource, std::move(on_channel), has)) return false;
    if (link_) link_->use();
    say(relay::Request{resource->id, has});
    return true;
}

std::optional<FileBeginning> Member::already_has(std::string_view id) const {
    const auto asked = requested_.find(id);
    return asked == requested_.end() ? std::nullopt : asked->second;
}

void Member::request_stop(std::string_view id) {
    if (requests_.stop(id)) say(relay::RequestStop{std::string{id}});
}

void Member::settled(std::string_view id) {
    requests_.settled(id);
    const auto requested = requested_.find(id);
    if (requested != requested_.end()) requested_.erase(requested);
}

bool Member::open_channel(std::string label, OnChannel on_channel) {
    return link().open_channel(std::move(label), std::move(on_channel));
}

void Member::stop_sending(std::string_view id) {
    const auto requested = requested_.find(id);
    if (requested != requested_.end()) requested_.erase(requested);
    // Also for who has stopped asking: a channel may have been opened to it after that.
    if (link_) link_->waiting_channels().forget(id);
}

void Member::close(std::optional<NoChannel> why) {
    id_.reset();
    name_timer.reset();
    if (link_) link_->close(why);
    requests_.close(why);
}

void Member::channel(std::unique_ptr<DataChannel> channel) {
    requests_.arrived(std::move(channel));
}

PeerLink& Member::link() {
    if (!link_) {
        auto& owner = static_cast<PeerLink::Owner&>(*this);
        link_ = std::make_unique<PeerLink>(host_.link_deps(), owner, is_polite(), both_are_rift());
    }
    return *link_;
}

/** Towards who knows it too, connects before anything is requested. One side does, so that offers
 * do not cross. */
void Member::prepare() {
    if (!session_ || !host_.can(capability::prepare) || !knows(capability::prepare)) return;
    if (!is_polite() && host_.is_small()) link().prepare();
}

/** Towards clients without a session we are the impolite one: they always give way. */
bool Member::is_polite() const {
    const auto own = host_.own_id();
    return session_ && own && id_ && *own < *id_;
}

bool Member::both_are_rift() const {
    return host_.can(capability::rift) && knows(capability::rift);
}

const Resource* Member::find(std::string_view id) const {
    const auto found = std::ranges::find(resources_, id, &Resource::id);
    return found == resources_.end() ? nullptr : &*found;
}

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/session.hpp"

#include <array>
#include <random>
#include <utility>

#include "client/room/visit.hpp"

namespace keks::client {

Session::Session(Signaling& signaling, PeerConnectionFactory& factory, Clock& clock,
                 const crypto::RoomKeys& keys, SessionOptions options, SessionEvents events) {
    LinkDeps deps{factory, clock, std::exchange(options.ice_servers, {})};
    visit_ = std::make_unique<Visit>(signaling, std::move(deps), keys, std::move(options),
                                     std::move(events));
}

Session::~Session() = default;

void Session::start() {
    visit_->start();
}

std::vector<MemberInfo> Session::members() const {
    std::vector<MemberInfo> members;
    for (const auto& member : visit_->roster().all()) {
        if (member->visible) members.push_back(member->info());
    }
    return members;
}

std::optional<MemberInfo> Session::member(MemberKey key) const {
    const auto member = visit_->member(key);
    return member ? std::optional{member->info()} : std::nullopt;
}

void Session::rename(std::string_view username) {
    visit_->rename(username);
}

bool Session::provide(Resource resource) {
    return visit_->provide(std::move(resource));
}

bool Session::withdraw(std::string_view id) {
    return visit_->withdraw(id);
}

bool Session::request(MemberKey key, std::string_view id, OnChannel on_channel,
                      std::optional<FileBeginning> has) {
    const auto member = visit_->member(key);
    return member && on_channel && member->request(id, std::move(on_channel), has);
}

std::optional<FileBeginning> Session::already_has(MemberKey key, std::string_view id) const {
    const auto member = visit_->member(key);
    return member ? member->already_has(id) : std::nullopt;
}

void Session::request_stop(MemberKey key, std::string_view id) {
    if (const auto member = visit_->member(key)) member->request_stop(id);
}

void Session::settled(MemberKey key, std::string_view id) {
    if (const auto member = visit_->member(key)) member->settled(id);
}

bool Session::open_channel(MemberKey key, std::string label, OnChannel on_channel) {
    const auto member = visit_->member(key);
    return member && on_channel && member->open_channel(std::move(label), std::move(on_channel));
}

bool Session::send_chat(std::string_view text, std::optional<MemberKey> to) {
    return visit_->send_chat(text, to);
}

bool Session::send_chat_image(std::string_view url, std::optional<MemberKey> to) {
    return visit_->send_chat_image(url, to);
}

std::uint64_t Session::dropped(RelayDrop reason) const {
    return visit_->dropped(reason);
}

void Session::close(std::function<void()> done, Leaving leaving) {
    visit_->close(std::move(done), leaving);
}

bool Session::left_unsaid() const {
    return visit_->left_unsaid();
}

std::string make_session_id() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::random_device source;
    std::uniform_int_distribution<std::size_t> any(0, digits.size() - 1);
    std::string id;
    while (id.size() < 32) id += digits[any(source)];
    return id;
}

}  // namespace keks::client

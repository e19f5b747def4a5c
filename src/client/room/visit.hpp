// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "client/room/member.hpp"
#include "client/room/provisions.hpp"
#include "client/room/roster.hpp"
#include "client/session.hpp"

namespace keks::client {

/** What a Session does. As of web/src/room/company.ts. */
class Session::Visit final : private Member::Host {
  public:
    /** Until a member who does not say its name is told of without one. */
    static constexpr std::chrono::milliseconds name_patience{2'000};
    /** Members of a room, ourselves among them, up to which connections are prepared. */
    static constexpr std::size_t prepared_room = 16;
    /** Until we say again what could not be sent, doubled each time up to the longest. */
    static constexpr std::chrono::milliseconds repeat_pause{1'000};
    static constexpr std::chrono::milliseconds longest_repeat_pause{30'000};
    /** Ids of ours that are remembered, on connections that we lost. */
    static constexpr std::size_t former_ids_kept = 64;

    Visit(Signaling& signaling, LinkDeps deps, const crypto::RoomKeys& keys, SessionOptions options,
          SessionEvents events);
    ~Visit() override;
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    void start();
    void close(std::function<void()> done, Leaving leaving);
    bool left_unsaid() const { return said_ && signaling_.left_unsent(); }

    const Roster& roster() const { return roster_; }
    /** Of those that were told of. */
    Roster::MemberPtr member(MemberKey key) const;
    std::uint64_t dropped(RelayDrop reason) const;

    void rename(std::string_view username);
    bool provide(Resource resource);
    bool withdraw(std::string_view id);
    bool send_chat(std::string_view text, std::optional<MemberKey> to);
    bool send_chat_image(std::string_view url, std::optional<MemberKey> to);

  private:
    static constexpr std::size_t drop_reasons = static_cast<std::size_t>(RelayDrop::malformed) + 1;

    LinkDeps& link_deps() override { return deps_; }
    std::optional<ClientId> own_id() const override { return own_id_; }
    const Provisions& provisions() const override { return provisions_; }
    bool can(std::string_view capability) const override;
    bool is_small() const override { return roster_.size() < prepared_room; }
    void send(const RelayMessage& message, ClientId recipient) override;
    void changed(Member& member) override { roster_.review(member); }
    const SessionEvents& events() const override { return events_; }

    // What the server tells.
    void joined(ClientId own);
    void member_joined(ClientId id);
    void message(ClientId sender, const std::string& sealed);
    void lost();

    void all_finished();
    void leave();
    void refuse(Member& member, const RelayMessage& message);
    void act(const Roster::MemberPtr& member, const RelayMessage& message);
    void identified(const Roster::MemberPtr& member, const relay::Identify& message);
    void show(Member& member);
    void show_later(Member& member);
    void drop(RelayDrop reason) { ++dropped_.at(static_cast<std::size_t>(reason)); }

    bool say(const RelayMessage& message, std::optional<MemberKey> to);
    bool seal_and_send(const RelayMessage& message, std::optional<ClientId> recipient);
    void introduce(Member& member);
    void ask_for_echo();
    void repeat_later();
    void repeat();
    RelayMessage identity() const;

    Signaling& signaling_;
    LinkDeps deps_;
    const crypto::MessageKey key_;
    SessionOptions options_;
    SessionEvents events_;
    Provisions provisions_;
    Roster roster_;
    std::optional<ClientId> own_id_;
    std::deque<ClientId> former_ids_;
    bool settled_ = false;
    bool closed_ = false;
    bool said_ = false;  // anything in the chat
    /** Connections on which something is still under way, once closed. */
    std::size_t busy_ = 0;
    bool infers_success_ = false;
    std::unique_ptr<Clock::Timer> leaving_timer_;
    std::function<void()> left_;
    std::array<std::uint64_t, drop_reasons> dropped_{};
    std::chrono::milliseconds pause_ = repeat_pause;
    std::unique_ptr<Clock::Timer> repeat_timer_;
    /** Whether the signalling's events still find us. */
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/session.hpp"
#include "keks/crypto/sealed_message.hpp"
#include "support/fake_peers.hpp"
#include "support/fake_signaling.hpp"
#include "support/manual_loop.hpp"

namespace keks::test {

// What the people of a test have in common.
struct Place {
    ManualLoop loop;
    FakeServer server{loop};
    FakeNet net{loop};
    // What everybody was told, as "name: what".
    std::vector<std::string> log;
    crypto::RoomKeys keys{crypto::MessageKey{crypto::MessageKey::Bytes{1, 2, 3}}, "hash"};

    // How often a line was logged.
    auto count(std::string_view line) const { return std::ranges::count(log, line); }
    // Of those that begin like this.
    std::vector<std::string> lines(std::string_view prefix) const {
        std::vector<std::string> found;
        for (const auto& line : log) {
            if (line.starts_with(prefix)) found.push_back(line);
        }
        return found;
    }
};

// A session of ours, and what becomes of it.
class Person {
  public:
    Person(Place& where, const std::string& called, std::string session_id = {},
           std::vector<std::string> capabilities = client::capability::usual())
        : place(where), name(called) {
        if (session_id.empty()) session_id = std::string(32, called[0] <= 'f' ? called[0] : '0');
        session = std::make_unique<client::Session>(
            signaling, factory, place.loop, place.keys,
            client::SessionOptions{called, std::move(session_id), {}, std::move(capabilities)},
            events());
        session->start();
    }

    client::MemberKey key(std::string_view of) const {
        for (const auto& member : session->members()) {
            if (member.username == of) return member.key;
        }
        throw std::logic_error{"no such member: " + std::string{of}};
    }
    client::MemberInfo info(std::string_view of) const { return *session->member(key(of)); }

    // Logs what comes, and keeps channels under their label.
    client::OnChannel keeps(const std::string& label) {
        return [this, label](client::OpenedChannel opened) {
            if (opened.has_value()) {
                note("channel " + label);
                keep(label, std::move(*opened));
            } else {
                note("no channel " + label + " " +
                     std::to_string(static_cast<int>(opened.error())));
            }
        };
    }
    bool request(std::string_view from, const std::string& id) {
        return session->request(key(from), id, keeps(id));
    }
    void provide_file(const std::string& id) {
        session->provide({client::Resource::Kind::file, id, id + ".txt", 5});
    }

    void note(const std::string& what) { place.log.push_back(name + ": " + what); }

    Place& place;
    std::string name;
    FakeSignaling signaling{place.server};
    FakeFactory factory{place.net, name};
    // Opens a channel when one of ours is requested.
    bool answers = true;
    std::map<std::string, std::vector<std::unique_ptr<client::DataChannel>>> channels;
    // Called after the note of what happened.
    std::map<std::string, std::function<void()>> when;
    std::unique_ptr<client::Session> session;

  private:
    void keep(const std::string& label, std::unique_ptr<client::DataChannel> channel) {
        channel->listen(
            {.opened = {},
             .message =
                 [this, label](auto bytes, bool /*text*/) {
                     note(label + " says " +
                          std::string{reinterpret_cast<const char*>(bytes.data()), bytes.size()});
                 },
             .drained = {},
             .closed = [this, label] { note(label + " closed"); }});
        channels[label].push_back(std::move(channel));
    }

    void happened(const std::string& what) {
        note(what);
        const auto found = when.find(what);
        if (found != when.end()) std::function<void()>{found->second}();
    }

    std::string name_of(client::MemberKey key) const {
        const auto member = session->member(key);
        return member && !member->username.empty() ? member->username : "somebody";
    }

    client::SessionEvents events();

    void requested(client::MemberKey key, const client::Resource& resource) {
        happened(name_of(key) + " requests " + resource.id);
        if (answers) session->open_channel(key, resource.id, keeps(resource.id));
    }
};

inline client::SessionEvents Person::events() {
    using client::MemberInfo;
    using client::MemberKey;
    using client::Resource;
    const auto called = [](const MemberInfo& info) {
        return info.username.empty() ? "somebody" : info.username;
    };
    return {
        .joined = [this] { happened("joined"); },
        .settled = [this] { happened("settled"); },
        .lost = [this](const std::string& why, auto) { happened("lost " + why); },
        .failed = [this](const std::string& why) { happened("failed " + why); },
        .member_joined = [=, this](const MemberInfo& who) { happened(called(who) + " is there"); },
        .member_identified = [=,
                              this](const MemberInfo& who) { happened(called(who) + " is known"); },
        .member_left = [=, this](const MemberInfo& who) { happened(called(who) + " left"); },
        .provided = [this](
                        MemberKey key,
                        const Resource& what) { happened(name_of(key) + " provides " + what.id); },
        .withdrawn =
            [this](MemberKey key, const Resource& what) {
                happened(name_of(key) + " withdraws " + what.id);
            },
        .chat =
            [this](MemberKey key, const client::relay::Chat& chat) {
                happened(name_of(key) + " says " + chat.text);
            },
        .chat_image = [this](MemberKey key, const auto&) { happened(name_of(key) + " shows"); },
        .requested = [this](MemberKey key, const Resource& what) { requested(key, what); },
        .request_stopped =
            [this](MemberKey key, const Resource& what) {
                happened(name_of(key) + " stops " + what.id);
            }};
}

// Somebody who speaks the protocol by hand: a deployed client, or a liar.
class Stranger {
  public:
    explicit Stranger(Place& where) : place(where) {
        signaling.start({.joined = {},
                         .member_joined = {},
                         .member_left = {},
                         .message = [this](client::ClientId sender,
                                           const std::string& sealed) { hear(sender, sealed); },
                         .lost = {},
                         .failed = {}});
        place.loop.run();
    }

    void say(const client::RelayMessage& message, std::optional<client::ClientId> to = {}) {
        say_plainly(client::write_relay(*signaling.id, message), to);
    }
    void say_plainly(const std::string& plaintext, std::optional<client::ClientId> to = {}) {
        signaling.send(to, sealed(plaintext));
        place.loop.run();
    }
    std::string sealed(const std::string& plaintext) const {
        return *crypto::seal(place.keys.key, *crypto::random_iv(), plaintext);
    }

    template <typename Message>
    std::vector<Message> heard() const {
        std::vector<Message> found;
        for (const auto& message : messages) {
            if (const auto* const fitting = std::get_if<Message>(&message)) {
                found.push_back(*fitting);
            }
        }
        return found;
    }

    Place& place;
    FakeSignaling signaling{place.server};
    std::vector<client::RelayMessage> messages;

  private:
    void hear(client::ClientId sender, const std::string& text) {
        const auto plaintext = crypto::open(place.keys.key, text);
        if (!plaintext) return;
        const auto read = client::read_relay(*plaintext, sender);
        if (read.has_value()) messages.push_back(*read);
    }
};

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "client/signaling/link.hpp"

namespace keks::client::test {

/** One connection as the test sees it: what was sent, and the server's part to play. */
struct FakeConnection {
    Link::Events events;
    std::vector<std::string> sent;
    std::size_t queued = 0;
    Traffic traffic;
    bool closing = false;
    bool alive = true;

    // Copies: what they call may end the connection.
    void open() const { call(events.opened); }
    void text(std::string_view text) const { call(events.text, text); }
    void end(LinkFault fault) const { call(events.ended, std::move(fault)); }

  private:
    template <class Event, class... Arguments>
    void call(Event event, Arguments... arguments) const {
        if (alive && event) event(std::move(arguments)...);
    }
};

/** The connections that were made, in order. */
class FakeLinks {
  public:
    MakeLink maker() {
        return [this] {
            all_.push_back(std::make_shared<FakeConnection>());
            return std::make_unique<FakeLink>(all_.back());
        };
    }
    std::size_t count() const { return all_.size(); }
    FakeConnection& last() const { return *all_.back(); }

  private:
    class FakeLink final : public Link {
      public:
        explicit FakeLink(std::shared_ptr<FakeConnection> seen) : seen_(std::move(seen)) {}
        FakeLink(const FakeLink&) = delete;
        FakeLink& operator=(const FakeLink&) = delete;
        ~FakeLink() override { seen_->alive = false; }

        void start(Events events) override { seen_->events = std::move(events); }
        void send(std::string text) override { seen_->sent.push_back(std::move(text)); }
        std::size_t queued_bytes() const override { return seen_->queued; }
        Traffic traffic() const override { return seen_->traffic; }
        void close() override { seen_->closing = true; }

      private:
        std::shared_ptr<FakeConnection> seen_;
    };

    std::vector<std::shared_ptr<FakeConnection>> all_;
};

}  // namespace keks::client::test

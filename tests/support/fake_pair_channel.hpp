// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/data_channel.hpp"
#include "support/manual_loop.hpp"

namespace keks::test {

// One end of a channel. Its other end is there once the connection is.
class FakePairChannel : public client::DataChannel {
  public:
    FakePairChannel(ManualLoop& loop, std::string label) : end_(std::make_shared<End>(loop)) {
        label_ = std::move(label);
    }
    ~FakePairChannel() override {
        end_->events = {};
        close();
    }
    FakePairChannel(const FakePairChannel&) = delete;
    FakePairChannel& operator=(const FakePairChannel&) = delete;

    const std::string& label() const override { return label_; }
    void listen(Events events) override { end_->events = std::move(events); }
    bool is_open() const override { return end_->open; }
    bool send(std::span<const std::byte> bytes) override { return deliver(bytes, false); }
    bool send_text(std::string_view text) override {
        return deliver(std::as_bytes(std::span{text}), true);
    }
    std::size_t buffered_amount() const override { return 0; }
    void pause() override {}
    void resume() override {}
    void close() override {
        end_->open = false;
        if (const auto other = end_->other.lock()) other->close_later();
    }

    struct End : std::enable_shared_from_this<End> {
        explicit End(ManualLoop& on) : loop(on) {}
        ManualLoop& loop;
        Events events;
        bool open = false;
        bool over = false;
        std::weak_ptr<End> other;

        void open_later() {
            loop.post([self = shared_from_this()] {
                if (self->over) return;
                self->open = true;
                const auto opened = self->events.opened;
                if (opened) opened();
            });
        }
        void close_later() {
            loop.post([self = shared_from_this()] {
                self->open = false;
                const auto closed = self->events.closed;
                if (!std::exchange(self->over, true) && closed) closed();
            });
        }
    };
    const std::shared_ptr<End>& end() const { return end_; }

  private:
    bool deliver(std::span<const std::byte> bytes, bool text) {
        const auto other = end_->other.lock();
        if (!end_->open || !other) return false;
        end_->loop.post([other, text, copy = std::vector(bytes.begin(), bytes.end())] {
            const auto message = other->events.message;
            if (message) message(copy, text);
        });
        return true;
    }

    std::shared_ptr<End> end_;
    std::string label_;
};

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/data_channel.hpp"

namespace keks::test {

// What a FakeDataChannel was told, and what it answers. Outlives the channel, of which nothing
// comes any more then. Listeners may end it.
struct ChannelLog {
    client::DataChannel::Events events;
    bool open = false;
    std::size_t buffered = 0;  // grows with what is sent, until drain()
    std::string bytes;         // of all binary messages
    std::vector<std::size_t> lengths;
    std::vector<std::string> texts;
    int pauses = 0;
    int resumes = 0;
    bool closed = false;

    void become_open() {
        open = true;
        tell(events.opened);
    }
    void drain() {
        buffered = 0;
        tell(events.drained);
    }
    void deliver(std::string_view content, bool text = false) const {
        tell(events.message, std::as_bytes(std::span{content}), text);
    }
    void close() {
        open = false;
        tell(events.closed);
    }

  private:
    // By a copy, which outlasts a listener that ends the channel.
    template <typename Listener, typename... Arguments>
    static void tell(Listener listener, Arguments&&... arguments) {
        if (listener) listener(std::forward<Arguments>(arguments)...);
    }
};

class FakeDataChannel : public client::DataChannel {
  public:
    explicit FakeDataChannel(ChannelLog& log) : log_(log) {}
    ~FakeDataChannel() override { log_.events = {}; }
    FakeDataChannel(const FakeDataChannel&) = delete;
    FakeDataChannel& operator=(const FakeDataChannel&) = delete;
    const std::string& label() const override { return label_; }
    void listen(Events events) override { log_.events = std::move(events); }
    bool is_open() const override { return log_.open; }
    bool send(std::span<const std::byte> bytes) override {
        if (!log_.open) return false;
        log_.bytes.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        log_.lengths.push_back(bytes.size());
        log_.buffered += bytes.size();
        return true;
    }
    bool send_text(std::string_view text) override {
        if (log_.open) log_.texts.emplace_back(text);
        return log_.open;
    }
    std::size_t buffered_amount() const override { return log_.buffered; }
    void pause() override { ++log_.pauses; }
    void resume() override { ++log_.resumes; }
    void close() override {
        log_.open = false;
        log_.closed = true;
    }

  private:
    ChannelLog& log_;
    std::string label_ = "resource";
};

}  // namespace keks::test

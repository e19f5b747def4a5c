// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>

#include "client/webrtc/webrtc_thread.hpp"

namespace keks::client::webrtc {

/**
 * usrsctp, which is global: one at a time in a process. It is told the time here, every 10 ms while
 * it has users. On the WebRTC thread only.
 */
class SctpStack {
  public:
    struct User {
        /** A packet that leaves; valid during the call only. */
        std::function<void(std::span<const std::byte>)> send;
        /** Time has passed. */
        std::function<void()> tick;
        /** Whether what leaves has its checksum; 0 otherwise (RFC 9653). */
        bool checksums = true;
    };

    /** Under which usrsctp knows a user: it takes it for an address. Never used twice. */
    using Address = std::uintptr_t;

    /** As usrsctp's functions take it; never followed. */
    [[nodiscard]] static void* pointer(Address address) {
        return reinterpret_cast<void*>(address);  // NOLINT(performance-no-int-to-ptr)
    }

    explicit SctpStack(GMainContext* context);
    SctpStack(const SctpStack&) = delete;
    SctpStack& operator=(const SctpStack&) = delete;
    ~SctpStack();

    Address add(User user);
    void remove(Address address);

    /** From now on what this user sends has no checksum; for peers that do without. */
    void omit_checksums(Address address);

  private:
    static int output(void* address, void* bytes, std::size_t length, std::uint8_t, std::uint8_t);
    void tick();

    GMainContext* context_;
    std::map<Address, User> users_;
    Address last_ = 0;
    std::optional<Timer> timer_;
    std::chrono::steady_clock::time_point told_;
};

}  // namespace keks::client::webrtc

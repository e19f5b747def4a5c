// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/event_loop.hpp"

namespace keks::server {
namespace {

// Handlers in one turn. Lower values break the bursts of large rooms into several sends for each
// member; higher ones only make the first in a turn wait longer.
constexpr int kTurnBound = 8192;

// Bytes received in one turn. Those who send much must not keep from the others what is queued for
// them, nor outrun the bounds that are checked between turns.
constexpr std::size_t kTurnBytes = std::size_t{4} << 20U;

}  // namespace

void EventLoop::run() {
    while (context_.run_one() > 0) {
        int handlers = 1;
        while (handlers < kTurnBound && spent_ < kTurnBytes && context_.poll_one() > 0) ++handlers;
        spent_ = 0;
        flush();
        check_();
        flush();  // what the check made others say
    }
}

void EventLoop::poll() {
    context_.restart();
    context_.poll();
    flush();
}

void EventLoop::flush() {
    while (!dirty_.empty()) {
        Flushable& next = dirty_.front();
        dirty_.pop_front();
        next.flush();
    }
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/event_loop.hpp"

namespace keks::server {
namespace {

// Handlers in one turn. Lower values break the bursts of large rooms into several sends for each
// member; higher ones only make the first in a turn wait longer.
constexpr int kTurnBound = 8192;

}  // namespace

void EventLoop::run() {
    while (context_.run_one() > 0) {
        for (int handlers = 1; handlers < kTurnBound && context_.poll_one() > 0;) ++handlers;
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

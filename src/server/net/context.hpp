// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include "server/config/config.hpp"
#include "server/hub/frame.hpp"
#include "server/hub/hub.hpp"
#include "server/metrics/counters.hpp"
#include "server/net/address_limit.hpp"
#include "server/net/event_loop.hpp"
#include "server/net/relay_run.hpp"
#include "server/net/session.hpp"

namespace keks::server {

// What all connections of one server share. Outlives them.
struct NetContext {
    EventLoop& loop;
    Hub& hub;
    FrameLedger& ledger;
    Counters& counters;
    const Config::Limits& limits;
    SessionList sessions;
    AddressLimit addresses;
    RelayRun relay_run;
    std::size_t connections = 0;
    std::size_t websockets = 0;
    TimePoint now;  // as of the last tick
    bool stopping = false;
};

}  // namespace keks::server

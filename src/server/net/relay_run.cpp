// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/relay_run.hpp"

namespace keks::server {

void RelayRun::add(protocol::ClientId sender, const protocol::PlainRelay& relay) {
    if (relay.recipient != recipient_) end(sender);
    recipient_ = relay.recipient;
    messages_.push_back(relay.message);
}

void RelayRun::end(protocol::ClientId sender) {
    if (messages_.empty()) return;
    hub_.relay(sender, recipient_, messages_);
    messages_.clear();
}

}  // namespace keks::server

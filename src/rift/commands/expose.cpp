// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/expose.hpp"

#include <memory>
#include <utility>

#include "client/disk/disk_error.hpp"
#include "rift/commands/failure_words.hpp"

namespace keks::rift {

using client::disk::shown;

Expose::Expose(TaskHost& host, const ExposeOptions& options)
    : host_(host),
      address_{options.host, options.port},
      resource_{.kind = client::Resource::Kind::port,
                .id = client::make_session_id(),
                .label = options.name.empty() ? words_of(address_) : options.name},
      tunnels_(host) {
    host_.on_interrupt([this](Interruption) { tunnels_.clear(); });
    host_.before_joining([this](client::Session& session) {
        if (session.provide(resource_)) return offered();
        too_much_offered(host_);
    });
}

client::SessionEvents Expose::events() {
    return {.requested = [this](client::MemberKey key, const client::Resource& resource) {
        if (resource.id == resource_.id) requested(key);
    }};
}

void Expose::offered() {
    const auto address = words_of(address_);
    host_.console().notice("Exposed: " + shown(address) + ", as " + resource_.id +
                           "\nOn the other side:  rift forward " + resource_.id.substr(0, 8));
    host_.console().event(
        {"exposed", {{"id", resource_.id}, {"address", address}, {"label", resource_.label}}});
}

void Expose::requested(client::MemberKey key) {
    const auto member = host_.session().member(key);
    const bool flow = member && knows(*member, client::capability::port_flow);
    const auto number =
        tunnels_.begin({.key = key, .name = name_of(host_.session(), key), .flow = flow});
    if (number == 0) return refuse(key);
    tunnels_.attach(number, std::make_unique<TcpConnect>(host_.loop().get_executor(), address_,
                                                         [this, number, key](TcpConnected stream) {
                                                             connected(number, key,
                                                                       std::move(stream));
                                                         }));
}

void Expose::connected(std::uint64_t number, client::MemberKey key, TcpConnected stream) {
    if (!stream) {
        tunnels_.drop(number);
        // As often as others ask; said once for each time that it stops working.
        if (!std::exchange(told_unreachable_, true))
            host_.console().error("Cannot connect to " + shown(words_of(address_)) + ": " +
                                  stream.error() + ". Does the program behind it run?");
        host_.console().event({"unreachable", {{"reason", stream.error()}}});
        return refuse(key);
    }
    told_unreachable_ = false;
    tunnels_.attach(number, std::move(*stream));
    const bool waits = host_.session().open_channel(key, resource_.id, tunnels_.on_channel(number));
    if (!waits) tunnels_.drop(number);
}

// A connection that ends at once is what the protocol has for it: without `end` it was cut.
void Expose::refuse(client::MemberKey key) {
    // Where too many wait already, the other side gives up by itself.
    (void)host_.session().open_channel(key, resource_.id,
                                       [](const client::OpenedChannel& /*ends*/) {});
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/forward.hpp"

#include <utility>

#include "client/disk/disk_error.hpp"
#include "rift/commands/failure_words.hpp"

namespace keks::rift {

using client::disk::shown;

Forward::Forward(TaskHost& host, ForwardOptions options)
    : host_(host),
      options_(std::move(options)),
      lookup_(host, client::Resource::Kind::port, options_.id,
              [this](const FoundResult& found) { start(found); }),
      tunnels_(host) {
    host_.on_interrupt([this](Interruption) {
        listener_.reset();
        tunnels_.clear();
    });
}

client::SessionEvents Forward::events() {
    return {
        .settled = [this] { lookup_.settled(); },
        .member_left =
            [this](const client::MemberInfo& member) {
                if (port_ && port_->key == member.key)
                    gone(no_channel_words(client::NoChannel::left));
            },
        .provided = [this](client::MemberKey key,
                           const client::Resource& resource) { lookup_.provided(key, resource); },
        .withdrawn =
            [this](client::MemberKey key, const client::Resource& resource) {
                if (port_ && port_->key == key && port_->resource.id == resource.id)
                    gone("it is not offered any more");
            }};
}

void Forward::start(const FoundResult& found) {
    if (!found) return fail("Not forwarded: " + found.error());
    auto listener = TcpListener::open(
        host_.loop().get_executor(), {options_.bind, options_.port},
        [this](std::unique_ptr<client::ByteStream> stream) { accepted(std::move(stream)); });
    if (!listener) return fail("Not forwarded: " + listener.error());
    port_ = *found;
    listener_ = std::move(*listener);
    const auto address = listener_->address();
    const auto whose = name_of(host_.session(), port_->key);
    host_.console().notice("Whoever connects here reaches " + shown(port_->resource.label) +
                           " of " + whose + ":");
    host_.console().result(words_of(address));
    host_.console().event({"listening",
                           {{"id", port_->resource.id},
                            {"label", shown(port_->resource.label)},
                            {"of", whose},
                            {"address", address.host},
                            {"port", std::uint64_t{address.port}}}});
}

void Forward::accepted(std::unique_ptr<client::ByteStream> stream) {
    const auto member = host_.session().member(port_->key);
    const auto name = name_of(host_.session(), port_->key);
    // Whoever is refused sees a reset: an end in order would look like an empty answer.
    if (!member || !member->present) {
        stream->abort();
        return tunnels_.refuse_unasked(name);
    }
    const bool flow = knows(*member, client::capability::port_flow);
    const auto number = tunnels_.begin({.key = port_->key, .name = name, .flow = flow});
    if (number == 0) return stream->abort();
    tunnels_.attach(number, std::move(stream));
    const bool asked =
        host_.session().request(port_->key, port_->resource.id, tunnels_.on_channel(number));
    if (!asked) tunnels_.drop(number);
}

void Forward::gone(const std::string& why) {
    fail("Forwarded no longer: " + why);
}

void Forward::fail(const std::string& why) {
    listener_.reset();
    tunnels_.clear();
    port_.reset();
    host_.console().error(why);
    host_.console().event({"failed", {{"reason", why}}});
    host_.end(ExitCode::failed);
}

}  // namespace keks::rift

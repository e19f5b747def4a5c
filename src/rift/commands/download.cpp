// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/download.hpp"

#include "rift/terminal/figures.hpp"

namespace keks::rift {

Download::Download(TaskHost& host, const DownloadOptions& options)
    : host_(host),
      limit_(options.saving.limit),
      receive_(host, options.saving, Receive::Takes::only_the_first),
      receiving_(receive_.events()),
      lookup_(host, client::Resource::Kind::file, options.id,
              [this](const FoundResult& found) { start(found); }) {}

client::SessionEvents Download::events() {
    return {
        .settled = [this] { lookup_.settled(); },
        .member_left = receiving_.member_left,
        .provided = [this](client::MemberKey key,
                           const client::Resource& resource) { lookup_.provided(key, resource); },
        .withdrawn = receiving_.withdrawn};
}

void Download::start(const FoundResult& found) {
    if (!found) return fail("Not received: " + found.error());
    if (const auto wrong = fault()) return fail("Not received: " + *wrong);
    const auto size = found->resource.size;
    if (!size) return fail("Not received: its sender does not say how long it is");
    if (limit_ && *size > *limit_)
        return fail("Not received: it has " + byte_words(*size) + ", more than --limit");
    receiving_.provided(found->key, found->resource);
}

void Download::fail(const std::string& why) {
    host_.console().error(why);
    host_.console().event({"failed", {{"reason", why}}});
    host_.end(ExitCode::failed);
}

}  // namespace keks::rift

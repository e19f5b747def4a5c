// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/config_draft.hpp"

namespace keks::server {
namespace {

// What a relayed message grows by on its way: the sender's id and the packet around it.
constexpr std::size_t kPacketOverhead = 1024;

}  // namespace

std::optional<ConfigError> ConfigDraft::assign(const ConfigKey& key, const ConfigValue& value,
                                               const std::string& origin,
                                               const std::string& found) {
    if (!key.assign(config_, value)) {
        return ConfigError{origin + ": " + key.dotted() + ": " + mismatch(key, found)};
    }
    const auto order = ++assigned_;
    origins_[key.dotted()] = {order, origin};
    return std::nullopt;
}

const ConfigDraft::Origin& ConfigDraft::origin(std::string_view name) const {
    static const Origin nowhere{0, "defaults"};
    const auto found = origins_.find("limits." + std::string{name});
    return found == origins_.end() ? nowhere : found->second;
}

std::optional<ConfigError> ConfigDraft::check(std::string_view name, std::size_t value,
                                              std::string_view other, std::size_t least) const {
    if (value >= least) return std::nullopt;
    // Of the two, the one that was set last is what somebody wants to look at.
    const auto& last = origin(name).order > origin(other).order ? origin(name) : origin(other);
    return ConfigError{last.text + ": limits." + std::string{name} + ": expected at least " +
                       std::to_string(least) + " because of limits." + std::string{other} +
                       ", but found " + std::to_string(value)};
}

boost::system::result<Config, ConfigError> ConfigDraft::finish() const {
    const auto& limits = config_.limits;
    if (auto error = check("outbox_bytes", limits.outbox_bytes, "message_bytes",
                           limits.message_bytes + kPacketOverhead)) {
        return *error;
    }
    if (auto error = check("total_outbox_bytes", limits.total_outbox_bytes, "outbox_bytes",
                           limits.outbox_bytes)) {
        return *error;
    }
    return config_;
}

}  // namespace keks::server

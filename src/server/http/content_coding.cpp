// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/content_coding.hpp"

#include <algorithm>
#include <optional>

#include "server/http/field.hpp"

namespace keks::server {
namespace {

// Weights count thousandths, as many as a q-value can tell apart.
using Weight = int;
constexpr Weight kFull = 1000;

// RFC 9110, section 12.4.2: 0, 1, or a fraction between with at most three digits.
std::optional<Weight> parse_weight(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    Weight weight = text[0] == '1' ? kFull : 0;
    Weight unit = kFull / 10;
    for (const char c : text.substr(std::min<std::size_t>(text.size(), 2))) {
        if (c < '0' || c > '9') return std::nullopt;
        weight += (c - '0') * unit;
        unit /= 10;
    }
    return weight <= kFull ? std::optional{weight} : std::nullopt;
}

struct Preference {
    std::string_view coding;
    Weight weight;
};

// Reads `gzip` or `gzip;q=0.5`.
std::optional<Preference> parse_preference(std::string_view item) {
    const auto semicolon = item.find(';');
    const auto coding = trim_field(item.substr(0, semicolon));
    if (coding.empty()) return std::nullopt;
    if (semicolon == std::string_view::npos) return Preference{coding, kFull};
    const auto parameter = trim_field(item.substr(semicolon + 1));
    if (parameter.size() < 2 || (parameter[0] != 'q' && parameter[0] != 'Q') ||
        parameter[1] != '=') {
        return std::nullopt;
    }
    const auto weight = parse_weight(parameter.substr(2));
    return weight ? std::optional{Preference{coding, *weight}} : std::nullopt;
}

struct Preferences {
    std::optional<Weight> brotli, gzip, identity, any;

    explicit Preferences(std::string_view field) {
        for_each_item(field, [this](std::string_view item) {
            if (const auto preference = parse_preference(item)) add(*preference);
        });
    }

    void add(const Preference& preference) {
        auto* const weight = find(preference.coding);
        if (weight != nullptr) *weight = std::max(weight->value_or(0), preference.weight);
    }

    std::optional<Weight>* find(std::string_view coding) {
        if (equals_ignoring_case(coding, "br")) return &brotli;
        if (equals_ignoring_case(coding, "gzip")) return &gzip;
        if (equals_ignoring_case(coding, "x-gzip")) return &gzip;
        if (equals_ignoring_case(coding, "identity")) return &identity;
        return coding == "*" ? &any : nullptr;
    }
};

}  // namespace

Coded choose_coding(const Asset& asset, std::string_view accept_encoding) {
    const Preferences wanted{accept_encoding};
    // Doubled, so that an identity nobody spoke of is allowed but comes after all that is wanted.
    const auto listed = [&](std::optional<Weight> weight) {
        return 2 * weight.value_or(wanted.any.value_or(0));
    };
    const bool identity_named = wanted.identity || wanted.any;
    Coded best{nullptr, {}};
    Weight most = 0;
    const auto offer = [&](const Encoded& content, std::string_view coding, Weight weight) {
        if (weight <= most) return;
        most = weight;
        best = {&content, coding};
    };
    if (asset.brotli) offer(*asset.brotli, "br", listed(wanted.brotli));
    if (asset.gzip) offer(*asset.gzip, "gzip", listed(wanted.gzip));
    offer(asset.identity, {}, identity_named ? listed(wanted.identity) : 1);
    return best;
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/palette.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "server/config/srgb_colour.hpp"

namespace keks::server {
namespace {

using Surfaces = std::span<const SrgbColour>;

constexpr double kText = 4.5;     // WCAG 2.2, 1.4.3
constexpr double kChosen = 4.55;  // the same, and a little for what browsers round
constexpr double kControl = 3.0;  // WCAG 2.2, 1.4.11

std::string_view client_style(std::string_view property) {
    const auto* const found =
        std::ranges::find(kClientStyle, property, [](const auto& one) { return one.first; });
    return found == kClientStyle.end() ? std::string_view{} : found->second;
}

// Colours of text, and the one that stands out most.
struct Scheme {
    std::string_view name;
    std::string_view text;
    std::string_view faint;
    std::string_view danger;
    std::string_view good;
    std::string_view extreme;
};

Scheme dark_scheme() {
    return {"dark",
            client_style("--text"),
            client_style("--text-faint"),
            client_style("--danger"),
            client_style("--good"),
            "#ffffff"};
}

Scheme light_scheme() {
    return {"light", "#1b130a", "#52483d", "#9c2b1c", "#1f6b30", "#000000"};
}

// Shares of the accents in what is tinted by them, in tokens.css and rooms.css.
constexpr double kMessageTint = 0.42;
constexpr double kMarkTint = 0.18;

// `transparent` and `currentcolor`, which are no colours of their own, count as black.
SrgbColour colour(std::string_view text) {
    return resolve_css_colour(text).value_or(SrgbColour{});
}

double least_contrast(const SrgbColour& text, Surfaces surfaces) {
    double least = 21;
    for (const SrgbColour& surface : surfaces) least = std::min(least, contrast(text, surface));
    return least;
}

// `wanted`, moved towards `extreme` as far as it takes to be read on all surfaces.
SrgbColour readable(const SrgbColour& wanted, const SrgbColour& extreme, Surfaces surfaces) {
    constexpr int kSteps = 20;
    for (int step = 0; step < kSteps; ++step) {
        const SrgbColour mixed = mix(extreme, static_cast<double>(step) / kSteps, wanted);
        if (least_contrast(mixed, surfaces) >= kChosen) return mixed;
    }
    return extreme;
}

// Rounded down, so that what is too little does not read as enough.
std::string ratio(double value) {
    const int tenths = static_cast<int>(value * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " to 1";
}

class Derivation {
  public:
    explicit Derivation(const Config::Appearance& appearance)
        : accent_{colour(appearance.accent)},
          accent_dark_{colour(appearance.accent_dark)},
          accent_light_{colour(appearance.accent_light)},
          backgrounds_{colour(appearance.background), colour(appearance.background_dark),
                       colour(appearance.background_light)},
          dark_{least_contrast(colour("white"), backgrounds_) >=
                least_contrast(colour("black"), backgrounds_)},
          scheme_{dark_ ? dark_scheme() : light_scheme()},
          extreme_{colour(scheme_.extreme)} {}

    Palette run() {
        const auto marked = tinted();
        const SrgbColour text = readable(colour(scheme_.text), extreme_, marked);
        const SrgbColour message = own_message(text);
        std::vector<SrgbColour> all{marked.begin(), marked.end()};
        all.push_back(message);
        if (!dark_) palette_.declarations.push_back({"color-scheme", std::string{scheme_.name}});
        declare("--text", text);
        declare("--text-faint", readable(colour(scheme_.faint), extreme_, all));
        declare("--danger", readable(colour(scheme_.danger), extreme_, backgrounds_));
        declare("--good", readable(colour(scheme_.good), extreme_, marked));
        if (hex_colour(message) != hex_colour(message_of(kMessageTint)))
            declare("--own-message", message);
        if (least_contrast(accent_light_, all) < kChosen)
            declare("--accent-text", readable(accent_light_, extreme_, all));
        declare_accent_fills();
        warn(text, marked);
        return std::move(palette_);
    }

  private:
    // The backgrounds, and what marks one of several rooms on them.
    [[nodiscard]] std::array<SrgbColour, 6> tinted() const {
        std::array<SrgbColour, 6> all{};
        for (std::size_t i = 0; i < backgrounds_.size(); ++i) {
            all[i] = backgrounds_[i];
            all[i + backgrounds_.size()] = mix(accent_, kMarkTint, backgrounds_[i]);
        }
        return all;
    }

    [[nodiscard]] SrgbColour message_of(double share) const {
        return mix(accent_dark_, share, backgrounds_[0]);
    }

    // What lies behind our own messages in the chat: as much of the accent as their text bears.
    [[nodiscard]] SrgbColour own_message(const SrgbColour& text) const {
        constexpr int kSteps = 7;
        for (int step = kSteps; step > 0; --step) {
            const SrgbColour behind = message_of(kMessageTint * step / kSteps);
            if (contrast(text, behind) >= kChosen) return behind;
        }
        return backgrounds_[0];
    }

    void declare_accent_fills() {
        SrgbColour on_accent = colour(client_style("--on-accent"));
        // Of black and white one always stands out from a colour by more than 4.5 to 1.
        if (contrast(on_accent, accent_) < kText)
            on_accent = colour(contrast(colour("white"), accent_) >= kText ? "white" : "black");
        declare("--on-accent", on_accent);
        if (contrast(on_accent, accent_light_) < kText) declare("--accent-hover", accent_);
    }

    void warn(const SrgbColour& text, Surfaces marked) {
        const double read = least_contrast(text, backgrounds_);
        const double read_on_mark = least_contrast(text, marked);
        if (read < kText)
            palette_.warnings.push_back(
                "appearance.background, background_dark and background_light: no text stands out "
                "from all three by 4.5 to 1, the best has " +
                ratio(read) + "; bring them closer to each other");
        else if (read_on_mark < kText)
            palette_.warnings.push_back(
                "appearance.accent tints what it marks so that no text stands out from it by 4.5 "
                "to 1, the best has " +
                ratio(read_on_mark) + "; make the backgrounds " + (dark_ ? "darker" : "lighter"));
        const double seen = least_contrast(accent_, backgrounds_);
        if (seen < kControl)
            palette_.warnings.push_back("appearance.accent stands out from the backgrounds by " +
                                        ratio(seen) + ", buttons need 3.0 to 1; make it " +
                                        (dark_ ? "lighter" : "darker"));
    }

    void declare(std::string property, const SrgbColour& value) {
        std::string text = hex_colour(value);
        if (text != client_style(property))
            palette_.declarations.push_back({std::move(property), std::move(text)});
    }

    SrgbColour accent_;
    SrgbColour accent_dark_;
    SrgbColour accent_light_;
    std::array<SrgbColour, 3> backgrounds_;
    bool dark_;
    Scheme scheme_;
    SrgbColour extreme_;
    Palette palette_;
};

}  // namespace

Palette derive_palette(const Config::Appearance& appearance) {
    return Derivation{appearance}.run();
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/config/srgb_colour.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>

#include "server/config/css_colour.hpp"

namespace keks::server {
namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

Triple multiply(const Matrix& matrix, const Triple& vector) {
    Triple result{};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            result[row] += matrix[row][column] * vector[column];
    }
    return result;
}

// What overflowed on the way is no number; it counts as 0.
double clip(double channel) {
    return std::isnan(channel) ? 0 : std::clamp(channel, 0.0, 1.0);
}

SrgbColour clip(const Triple& rgb) {
    return {clip(rgb[0]), clip(rgb[1]), clip(rgb[2])};
}

// IEC 61966-2-1.
double encode(double linear) {
    const double value = std::abs(linear);
    const double encoded =
        value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
    return std::copysign(encoded, linear);
}

double decode(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}

SrgbColour from_linear(const Triple& linear) {
    return clip({encode(linear[0]), encode(linear[1]), encode(linear[2])});
}

// One number of a function such as `rgb(10% 20 30deg)`; `none` is 0.
struct Component {
    double value = 0;
    std::string_view unit;

    // A percentage of `whole`, or the number itself.
    [[nodiscard]] double of(double whole) const {
        return unit == "%" ? value / 100 * whole : value;
    }
    [[nodiscard]] double degrees() const {
        if (unit == "rad") return value * 180 / std::numbers::pi;
        if (unit == "grad") return value * 0.9;
        return unit == "turn" ? value * 360 : value;
    }
};

Component read_component(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    Component component;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), component.value);
    if (error == std::errc{})
        component.unit = text.substr(static_cast<std::size_t>(end - text.data()));
    return component;
}

// The first three; a fourth is the transparency.
std::array<Component, 3> read_components(std::string_view text) {
    constexpr std::string_view kBetween = ", \t/";
    std::array<Component, 3> components;
    for (Component& component : components) {
        text.remove_prefix(std::min(text.find_first_not_of(kBetween), text.size()));
        const auto length = std::min(text.find_first_of(kBetween), text.size());
        component = read_component(text.substr(0, length));
        text.remove_prefix(length);
    }
    return components;
}

// Section 7.1. `hue` in degrees, the others from 0 to 1.
Triple hsl(double hue, double saturation, double lightness) {
    const auto channel = [&](double offset) {
        const double at = std::fmod(std::fmod(offset + hue / 30, 12) + 12, 12);
        const double amplitude = saturation * std::min(lightness, 1 - lightness);
        return lightness - amplitude * std::max(-1.0, std::min({at - 3, 9 - at, 1.0}));
    };
    return {channel(0), channel(8), channel(4)};
}

// Section 8.1.
Triple hwb(double hue, double white, double black) {
    if (white + black >= 1) {
        const double grey = white / (white + black);
        return {grey, grey, grey};
    }
    Triple rgb = hsl(hue, 1, 0.5);
    for (double& channel : rgb) channel = channel * (1 - white - black) + white;
    return rgb;
}

// CIE Lab with the white point D50 (sections 9.3 and 10.11), through XYZ to D65 and linear sRGB.
Triple lab(double lightness, double a, double b) {
    constexpr double kappa = 24389.0 / 27;
    constexpr double epsilon = 216.0 / 24389;
    constexpr Triple white{0.3457 / 0.3585, 1, (1 - 0.3457 - 0.3585) / 0.3585};
    const double y = (lightness + 16) / 116;
    const auto inverse = [&](double value) {
        const double cube = value * value * value;
        return cube > epsilon ? cube : (116 * value - 16) / kappa;
    };
    const Triple xyz{inverse(a / 500 + y) * white[0], inverse(y), inverse(y - b / 200) * white[2]};
    // Bradford's adaptation and the primaries of sRGB in one.
    constexpr Matrix to_linear{{{3.1341358529, -1.6173863321, -0.4906619460},
                                {-0.9787954765, 1.9162543773, 0.0334427312},
                                {0.0719553798, -0.2289767600, 1.4053860312}}};
    return multiply(to_linear, xyz);
}

// Sections 9.4 and 10.12, to linear sRGB.
Triple oklab(double lightness, double a, double b) {
    constexpr Matrix to_cones{{{1, 0.3963377774, 0.2158037573},
                               {1, -0.1055613458, -0.0638541728},
                               {1, -0.0894841775, -1.2914855480}}};
    Triple cones = multiply(to_cones, {lightness, a, b});
    for (double& cone : cones) cone = cone * cone * cone;
    constexpr Matrix to_linear{{{4.0767416621, -3.3077115913, 0.2309699292},
                                {-1.2684380046, 2.6097574011, -0.3413193965},
                                {-0.0041960863, -0.7034186147, 1.7076147010}}};
    return multiply(to_linear, cones);
}

SrgbColour from_hex(std::string_view digits) {
    const bool brief = digits.size() < 6;
    const auto channel = [&](std::size_t index) {
        const auto length = brief ? 1U : 2U;
        const auto text = digits.substr(index * length, length);
        unsigned value = 0;
        std::from_chars(text.data(), text.data() + text.size(), value, 16);
        return value * (brief ? 17 : 1) / 255.0;
    };
    return {channel(0), channel(1), channel(2)};
}

SrgbColour from_function(std::string_view name, std::string_view components) {
    const auto [one, two, three] = read_components(components);
    if (name.starts_with("rgb"))
        return clip({one.of(255) / 255, two.of(255) / 255, three.of(255) / 255});
    // A percentage, with or without its sign.
    const auto part = [](const Component& component) {
        return std::clamp(component.value / 100, 0.0, 1.0);
    };
    if (name.starts_with("hsl")) return clip(hsl(one.degrees(), part(two), part(three)));
    if (name == "hwb") return clip(hwb(one.degrees(), part(two), part(three)));
    const double angle = three.degrees() * std::numbers::pi / 180;
    if (name == "lab") return from_linear(lab(one.of(100), two.of(125), three.of(125)));
    if (name == "oklab") return from_linear(oklab(one.of(1), two.of(0.4), three.of(0.4)));
    if (name == "lch") {
        const double chroma = two.of(150);
        return from_linear(lab(one.of(100), chroma * std::cos(angle), chroma * std::sin(angle)));
    }
    const double chroma = two.of(0.4);
    return from_linear(oklab(one.of(1), chroma * std::cos(angle), chroma * std::sin(angle)));
}

// WCAG 2.2, "relative luminance".
double luminance(const SrgbColour& colour) {
    return 0.2126 * decode(colour.red) + 0.7152 * decode(colour.green) +
           0.0722 * decode(colour.blue);
}

}  // namespace

std::optional<SrgbColour> resolve_css_colour(std::string_view text) {
    std::string folded{text};
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    const std::string_view colour{folded};
    if (colour.starts_with('#')) return from_hex(colour.substr(1));
    const auto open = colour.find('(');
    if (open != std::string_view::npos)
        return from_function(colour.substr(0, open),
                             colour.substr(open + 1, colour.size() - open - 2));
    const auto rgb = named_css_colour(colour);
    if (!rgb) return std::nullopt;
    const auto channel = [&](unsigned shift) { return ((*rgb >> shift) & 0xffU) / 255.0; };
    return SrgbColour{channel(16), channel(8), channel(0)};
}

std::string hex_colour(const SrgbColour& colour) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "#";
    for (const double channel : {colour.red, colour.green, colour.blue}) {
        const auto value = static_cast<unsigned>(std::lround(channel * 255));
        text += kDigits[value >> 4U];
        text += kDigits[value & 15U];
    }
    return text;
}

SrgbColour mix(const SrgbColour& colour, double share, const SrgbColour& other) {
    const auto blend = [share](double one, double two) { return one * share + two * (1 - share); };
    return {blend(colour.red, other.red), blend(colour.green, other.green),
            blend(colour.blue, other.blue)};
}

double contrast(const SrgbColour& one, const SrgbColour& other) {
    const auto [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/palette.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include "server/config/srgb_colour.hpp"

namespace keks::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// The client's colours as a page has them: those of its own style, and over them ours.
std::map<std::string, std::string, std::less<>> colours(const Config::Appearance& appearance) {
    std::map<std::string, std::string, std::less<>> all{
        {"--accent-text", appearance.accent_light},
        {"--accent-hover", appearance.accent_light},
        {"--own-message", hex_colour(mix(*resolve_css_colour(appearance.accent_dark), 0.42,
                                         *resolve_css_colour(appearance.background)))}};
    for (const auto& [property, value] : kClientStyle) all.emplace(property, value);
    for (const auto& [property, value] : derive_palette(appearance).declarations)
        all[property] = value;
    return all;
}

double between(std::string_view one, std::string_view other) {
    return contrast(*resolve_css_colour(one), *resolve_css_colour(other));
}

void expect_readable(const Config::Appearance& appearance) {
    const auto all = colours(appearance);
    const auto& message = all.at("--own-message");
    for (const auto* property : {"--text", "--text-faint", "--accent-text"}) {
        EXPECT_GE(between(all.at(property), message), 4.5) << property << " of an own message";
    }
    for (const auto& background :
         {appearance.background, appearance.background_dark, appearance.background_light}) {
        for (const auto* property :
             {"--text", "--text-faint", "--accent-text", "--danger", "--good"})
            EXPECT_GE(between(all.at(property), background), 4.5)
                << property << " on " << background;
    }
    for (const auto& background :
         {appearance.background, appearance.background_dark, appearance.background_light}) {
        const auto mark =
            mix(*resolve_css_colour(appearance.accent), 0.18, *resolve_css_colour(background));
        for (const auto* property : {"--text", "--text-faint", "--accent-text", "--good"})
            EXPECT_GE(contrast(*resolve_css_colour(all.at(property)), mark), 4.5)
                << property << " on a mark";
    }
    EXPECT_GE(between(all.at("--on-accent"), appearance.accent), 4.5);
    EXPECT_GE(between(all.at("--on-accent"), all.at("--accent-hover")), 4.5);
}

std::string style(const std::string& name) {
    std::ifstream file{KEKS_WEB_DIRECTORY "/src/ui/style/" + name};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(Palette, KnowsTheClientsOwnStyle) {
    const std::string css = style("tokens.css");
    for (const auto& [property, value] : kClientStyle)
        EXPECT_THAT(css, HasSubstr(std::string{property}.append(": ").append(value).append(";")));
    EXPECT_THAT(
        css,
        HasSubstr("--own-message: color-mix(in srgb, var(--accent-dark) 42%, var(--background));"));
    EXPECT_THAT(style("rooms.css"),
                HasSubstr("color-mix(in srgb, var(--accent) 18%, transparent);"));
}

TEST(Palette, IsTheClientsOwnForTheBuiltInColours) {
    const Palette palette = derive_palette({});
    EXPECT_THAT(palette.declarations, IsEmpty());
    EXPECT_THAT(palette.warnings, IsEmpty());
    expect_readable({});
}

TEST(Palette, TurnsTextDarkOnLightBackgrounds) {
    const Config::Appearance light{"#0b57d0", "#0842a0", "#a8c7fa",
                                   "#ffffff", "#e8eaf0", "#f6f8fc"};
    const auto all = colours(light);
    EXPECT_EQ(all.at("color-scheme"), "light");
    EXPECT_EQ(all.at("--text"), "#1b130a");
    EXPECT_EQ(all.at("--on-accent"), "#ffffff");
    EXPECT_EQ(all.at("--accent-hover"), "#0b57d0");
    EXPECT_THAT(derive_palette(light).warnings, IsEmpty());
    expect_readable(light);
}

TEST(Palette, LeavesAReadableAccentAsItIs) {
    const Config::Appearance green{"#5bd97a", "#3aa85a", "#9ef2b4",
                                   "#182119", "#0e1510", "#26332a"};
    const auto all = colours(green);
    EXPECT_EQ(all.at("--accent-text"), "#9ef2b4");
    EXPECT_EQ(all.at("--accent-hover"), "#9ef2b4");
    EXPECT_EQ(all.at("--text"), "#f6f1ea");
    expect_readable(green);
}

TEST(Palette, ReadsEveryNotation) {
    const Config::Appearance same{"hsl(33 62% 60%)", "#a8713a",          "#f2cf9e",
                                  "white",           "rgb(250 250 250)", "oklch(0.97 0 0)"};
    EXPECT_EQ(colours(same).at("color-scheme"), "light");
}

TEST(Palette, MakesTextReadableWhateverTheColoursAre) {
    std::mt19937 random{7};
    const auto channel = [&random] { return static_cast<double>(random() % 256) / 255; };
    const auto any = [&] { return SrgbColour{channel(), channel(), channel()}; };
    int readable = 0;
    for (int round = 0; round < 2000; ++round) {
        const SrgbColour base = any();
        const auto shade = [&] { return hex_colour(mix(any(), 0.1, base)); };
        const Config::Appearance appearance{hex_colour(any()), hex_colour(any()), hex_colour(any()),
                                            hex_colour(base),  shade(),           shade()};
        const auto palette = derive_palette(appearance);
        const bool hopeless = std::ranges::any_of(palette.warnings, [](const auto& warning) {
            return warning.find("no text") != std::string::npos;
        });
        if (hopeless) continue;
        ++readable;
        expect_readable(appearance);
        ASSERT_FALSE(testing::Test::HasFailure()) << "in round " << round;
    }
    EXPECT_GT(readable, 1500);
}

TEST(Palette, WarnsOfBackgroundsOnWhichNoTextCanBeRead) {
    EXPECT_THAT(
        derive_palette({"#d9a05b", "#a8713a", "#f2cf9e", "#808080", "#000", "#fff"}).warnings,
        testing::Contains(HasSubstr("appearance.background, background_dark and "
                                    "background_light: no text stands out from all three")));
}

TEST(Palette, WarnsOfAnAccentOnWhoseTintNoTextCanBeRead) {
    EXPECT_THAT(
        derive_palette({"#fff", "#a8713a", "#f2cf9e", "#757575", "#757575", "#757575"}).warnings,
        testing::Contains(HasSubstr("appearance.accent tints what it marks")));
}

TEST(Palette, WarnsOfAnAccentThatCannotBeSeen) {
    EXPECT_THAT(
        derive_palette({"#332c26", "#a8713a", "#f2cf9e", "#211c18", "#15110e", "#332c26"}).warnings,
        ElementsAre("appearance.accent stands out from the backgrounds by 1.0 to 1, buttons need "
                    "3.0 to 1; make it lighter"));
}

}  // namespace
}  // namespace keks::server

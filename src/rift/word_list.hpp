// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <string_view>

namespace keks::rift {

/** Words that are easy to say and to spell, and that sound unlike each other: one for each byte. */
inline constexpr std::array<std::string_view, 256> kWords{
    "acorn",   "actor",   "album",   "amber",   "anchor",  "angel",   "apple",   "april",
    "apron",   "arena",   "arrow",   "artist",  "atlas",   "autumn",  "avenue",  "baby",
    "bacon",   "badge",   "baker",   "bamboo",  "banana",  "banjo",   "barber",  "barn",
    "basket",  "beach",   "beacon",  "beaver",  "bell",    "berry",   "bingo",   "bishop",
    "bison",   "blanket", "blossom", "boat",    "bonus",   "bottle",  "boxer",   "branch",
    "bread",   "breeze",  "brick",   "bridge",  "bronze",  "brook",   "bucket",  "butter",
    "button",  "cabin",   "cable",   "cactus",  "camel",   "camera",  "canal",   "candle",
    "canoe",   "canyon",  "carbon",  "cargo",   "carpet",  "carrot",  "castle",  "cedar",
    "cello",   "cement",  "center",  "chalk",   "cherry",  "chess",   "chimney", "circle",
    "circus",  "citrus",  "clock",   "clover",  "cobalt",  "coffee",  "comet",   "copper",
    "coral",   "corner",  "cotton",  "cousin",  "cradle",  "crayon",  "cricket", "crystal",
    "curtain", "cymbal",  "daisy",   "dancer",  "desert",  "diamond", "dinner",  "doctor",
    "dolphin", "donkey",  "dragon",  "drummer", "eagle",   "earth",   "echo",    "elbow",
    "ember",   "emerald", "engine",  "evening", "falcon",  "farmer",  "feather", "fern",
    "fiddle",  "finger",  "fish",    "flame",   "flute",   "forest",  "fossil",  "fountain",
    "fox",     "friday",  "galaxy",  "garden",  "garlic",  "ginger",  "giraffe", "glacier",
    "globe",   "goose",   "granite", "grape",   "guitar",  "hammer",  "harbor",  "harvest",
    "hazel",   "helmet",  "hermit",  "hero",    "honey",   "horizon", "hotel",   "island",
    "ivory",   "jacket",  "jaguar",  "jasmine", "jelly",   "jersey",  "jigsaw",  "jungle",
    "kettle",  "kitchen", "kitten",  "ladder",  "lagoon",  "lantern", "laurel",  "lemon",
    "leopard", "letter",  "library", "lily",    "linen",   "lion",    "lizard",  "lobster",
    "lotus",   "lumber",  "magnet",  "mango",   "maple",   "marble",  "market",  "meadow",
    "medal",   "melon",   "meteor",  "mirror",  "mitten",  "monday",  "monkey",  "mountain",
    "muffin",  "mustard", "napkin",  "needle",  "nickel",  "noodle",  "nutmeg",  "oasis",
    "ocean",   "olive",   "onion",   "opera",   "orange",  "orchid",  "otter",   "oyster",
    "paddle",  "palace",  "panda",   "paper",   "parade",  "parrot",  "pasta",   "peanut",
    "pebble",  "pelican", "pencil",  "pepper",  "piano",   "picnic",  "pigeon",  "pilot",
    "pirate",  "planet",  "plum",    "pocket",  "poet",    "pony",    "poppy",   "potato",
    "prairie", "prince",  "pumpkin", "puzzle",  "rabbit",  "radio",   "raven",   "ribbon",
    "river",   "robin",   "rocket",  "rooster", "ruby",    "saddle",  "salmon",  "sandal",
    "saturn",  "scarf",   "school",  "silver",  "sister",  "spider",  "spruce",  "statue",
    "summer",  "sunday",  "tailor",  "teapot",  "thunder", "tiger",   "timber",  "tomato",
};

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "keks/protocol/codec.hpp"
#include "protocol/number_clamp.hpp"

namespace keks::protocol {

// nlohmann_json cannot represent this number (`out_of_range.406`).
inline constexpr int kNumberOverflow = 406;

// Runs a reader, which `make_reader()` makes afresh, over a JSON text. A reader receives the events
// of nlohmann's SAX parser and has take_packet(), fault() and met_huge_number().
template <class Packet, class MakeReader>
boost::system::result<Packet, Fault> read_json(std::string_view text, MakeReader make_reader) {
    // Two things that are not JSON, but that the library takes: it skips a byte order mark and
    // holds a zero byte to be the end of the text.
    if (text.starts_with("\xEF\xBB\xBF")) return Fault{"not JSON: starts with a byte order mark"};
    if (text.find('\0') != std::string_view::npos) return Fault{"not JSON: holds a zero byte"};

    auto reader = make_reader();
    bool complete = nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
    if (reader.met_huge_number()) {
        const std::string clamped = clamp_numbers(text);
        reader = make_reader();
        complete = nlohmann::json::sax_parse(clamped.begin(), clamped.end(), &reader);
    }
    if (!complete) return Fault{reader.fault()};
    auto packet = reader.take_packet();
    return std::move(*packet);
}

}  // namespace keks::protocol

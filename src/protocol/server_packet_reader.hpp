// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "keks/protocol/client_codec.hpp"

namespace keks::protocol {

// Receives the events of nlohmann's SAX parser (its `json_sax` concept) and builds one packet of a
// server, as ClientPacketReader does for those of a client. Each event returns false to stop the
// parser at a fault.
class ServerPacketReader {
  public:
    bool null() { return scalar("null"); }
    bool boolean(bool /*value*/) { return scalar("a boolean"); }
    bool number_integer(std::int64_t /*value*/) { return scalar("a negative number"); }
    bool number_unsigned(std::uint64_t value);
    bool number_float(double /*value*/, const std::string& /*token*/) {
        return scalar("another number");
    }
    bool string(std::string& value);
    bool binary(nlohmann::json::binary_t& /*value*/) { return scalar("binary"); }
    bool start_object(std::size_t elements);
    bool key(std::string& name);
    bool end_object();
    bool start_array(std::size_t elements);
    bool end_array();
    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& error);

    // The packet, if the parser reached its end without a fault.
    [[nodiscard]] std::optional<ReceivedPacket> take_packet() { return std::move(packet_); }
    [[nodiscard]] const std::string& fault() const { return fault_; }
    // The text is JSON so far, but holds a number that the parser cannot represent.
    [[nodiscard]] bool met_huge_number() const { return met_huge_number_; }

    // Each packet has one integer and at most one text, which differ in their names.
    struct Shape {
        std::string_view packet;
        std::string_view number;
        std::string_view text;  // empty: it has none
        bool needs_text;
        ReceivedPacket (*make)(std::uint64_t number, std::string&& text);
    };

  private:
    // Where in the packet the parser stands.
    enum class Place {
        start,          // nothing seen yet
        packet,         // in the outer object, before its one key
        packet_value,   // behind the outer key
        packet_end,     // the packet is complete; only the closing brace may come
        body,           // in the inner object, before a key
        number,         // behind the key of the integer
        text,           // behind the key of the text
        unknown_field,  // behind a key that we do not know
        unknown_value,  // behind an outer key that we do not know
        done,
    };

    bool fail(std::string reason);
    bool fail_expected(std::string_view what);
    bool scalar(std::string_view what_it_is);
    bool skips() const;
    bool leave_ignored_value();
    bool name_packet(std::string_view name);
    bool name_field(std::string_view name);
    bool end_body();
    std::string field_name() const;

    Place place_ = Place::start;
    std::size_t ignored_depth_ = 0;  // open objects and arrays inside what is not known
    const Shape* shape_ = nullptr;
    std::optional<std::uint64_t> number_;
    std::optional<std::string> text_;
    bool met_huge_number_ = false;
    std::optional<ReceivedPacket> packet_;
    std::string fault_;
};

}  // namespace keks::protocol

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "keks/protocol/codec.hpp"
#include "keks/protocol/limits.hpp"
#include "keks/protocol/packet.hpp"

namespace keks::protocol {

// Receives the events of nlohmann's SAX parser (its `json_sax` concept) and builds one packet.
//
// A document tree would accept a field given twice, and costs more than everything else on the way
// of a relayed message. Each event returns false to stop the parser at a fault.
class ClientPacketReader {
  public:
    explicit ClientPacketReader(const Limits& limits) : limits_(&limits) {}

    bool null();
    bool boolean(bool value);
    bool number_integer(std::int64_t value);
    bool number_unsigned(std::uint64_t value);
    bool number_float(double value, const std::string& token);
    bool string(std::string& value);
    bool binary(nlohmann::json::binary_t& value);
    bool start_object(std::size_t elements);
    bool key(std::string& name);
    bool end_object();
    bool start_array(std::size_t elements);
    bool end_array();
    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& error);

    // The packet, if the parser reached its end without a fault.
    [[nodiscard]] std::optional<ClientPacket> take_packet() { return std::move(packet_); }
    [[nodiscard]] const std::string& fault() const { return fault_; }
    // The text is JSON so far, but holds a number that the parser cannot represent.
    [[nodiscard]] bool met_huge_number() const { return met_huge_number_; }

  private:
    // Where in the packet the parser stands.
    enum class Place {
        start,          // nothing seen yet
        packet,         // in the outer object, before its one key
        packet_value,   // behind the outer key
        packet_end,     // the packet is complete; only the closing brace may come
        body,           // in the object of join or relay, before a key
        hash,           // behind "hash"
        recipient,      // behind "recipient"
        message,        // behind "message"
        unknown_field,  // behind a key that we do not know
        watch_list,     // in the array of watch_rooms
        done,
    };

    bool fail(std::string reason);
    bool fail_expected(std::string_view what);
    bool scalar(std::string_view what_it_is);
    bool skips() const { return ignored_depth_ > 0 || place_ == Place::unknown_field; }
    bool leave_ignored_value();
    bool name_packet(std::string_view name);
    bool name_field(std::string_view name);
    bool once(bool& seen, Place next, std::string_view name);
    bool bare_string(std::string_view value);
    bool take_hash(std::string& value);
    bool add_watch(std::string& value);
    bool end_body();

    const Limits* limits_;
    Place place_ = Place::start;
    std::size_t ignored_depth_ = 0;  // open objects and arrays inside an unknown field
    bool has_hash_ = false;
    bool has_recipient_ = false;
    bool has_message_ = false;
    bool met_huge_number_ = false;
    std::optional<ClientPacket> packet_;
    std::string fault_;
};

}  // namespace keks::protocol

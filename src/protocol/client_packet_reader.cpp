// SPDX-License-Identifier: AGPL-3.0-only
#include "protocol/client_packet_reader.hpp"

#include <utility>

#include "protocol/read_json.hpp"

namespace keks::protocol {
namespace {

using client::Join;
using client::Ping;
using client::Relay;
using client::WatchRooms;

constexpr std::string_view kRecipientRule =
    "relay.recipient: expected an integer from 0 to 18446744073709551615";

}  // namespace

bool ClientPacketReader::fail(std::string reason) {
    if (fault_.empty()) fault_ = std::move(reason);
    return false;
}

// Says what the place that the parser stands at asks for, in answer to a value of another type.
bool ClientPacketReader::fail_expected(std::string_view what) {
    const std::string found = ", found " + std::string{what};
    switch (place_) {
        case Place::start:
        case Place::done:
            return fail("a packet is a JSON object or the string \"ping\"" + found);
        case Place::hash:
            return fail("join.hash: expected a string or null" + found);
        case Place::recipient:
            return fail(std::string{kRecipientRule} + found);
        case Place::message:
            return fail("relay.message: expected a string" + found);
        case Place::watch_list:
            return fail("watch_rooms: expected strings in the array" + found);
        default:
            break;
    }
    if (!packet_) return fail("the value has the wrong type" + found);
    if (std::holds_alternative<Join>(*packet_)) return fail("join: expected an object" + found);
    if (std::holds_alternative<Relay>(*packet_)) return fail("relay: expected an object" + found);
    if (std::holds_alternative<Ping>(*packet_)) return fail("ping: expected null" + found);
    return fail("watch_rooms: expected an array of strings" + found);
}

// The value of an unknown field ends where no object or array inside it is open any more.
bool ClientPacketReader::leave_ignored_value() {
    if (ignored_depth_ == 0) place_ = Place::body;
    return true;
}

bool ClientPacketReader::scalar(std::string_view what_it_is) {
    return skips() ? leave_ignored_value() : fail_expected(what_it_is);
}

bool ClientPacketReader::null() {
    if (place_ == Place::hash || place_ == Place::recipient) {
        place_ = Place::body;
        return true;
    }
    if (place_ == Place::packet_value && packet_ && std::holds_alternative<Ping>(*packet_)) {
        place_ = Place::packet_end;
        return true;
    }
    return scalar("null");
}

bool ClientPacketReader::boolean(bool /*value*/) {
    return scalar("a boolean");
}

// nlohmann reports as integers what starts with a minus, as floats what has a fraction or exponent
// and what does not fit 64 bits, and as unsigned exactly what a recipient may be.
bool ClientPacketReader::number_integer(std::int64_t /*value*/) {
    return scalar("a negative number");
}

bool ClientPacketReader::number_float(double /*value*/, const std::string& /*token*/) {
    return scalar("another number");
}

bool ClientPacketReader::number_unsigned(std::uint64_t value) {
    if (place_ != Place::recipient) return scalar("a number");
    std::get<Relay>(*packet_).recipient = value;
    place_ = Place::body;
    return true;
}

bool ClientPacketReader::string(std::string& value) {
    switch (place_) {
        case Place::start:
            return bare_string(value);
        case Place::hash:
            return take_hash(value);
        case Place::watch_list:
            return add_watch(value);
        case Place::message:
            std::get<Relay>(*packet_).message = std::move(value);
            place_ = Place::body;
            return true;
        default:
            return scalar("a string");
    }
}

bool ClientPacketReader::binary(nlohmann::json::binary_t& /*value*/) {
    return scalar("binary");
}

// Deployed native clients send their ping as a bare JSON string.
bool ClientPacketReader::bare_string(std::string_view value) {
    if (value != "ping") return fail_expected("another string");
    packet_ = Ping{};
    place_ = Place::done;
    return true;
}

bool ClientPacketReader::take_hash(std::string& value) {
    if (value.size() > limits_->hash_bytes)
        return fail("join.hash: longer than " + std::to_string(limits_->hash_bytes) + " bytes");
    std::get<Join>(*packet_).hash = std::move(value);
    place_ = Place::body;
    return true;
}

bool ClientPacketReader::add_watch(std::string& value) {
    auto& hashes = std::get<WatchRooms>(*packet_).hashes;
    if (hashes.size() == limits_->watches)
        return fail("watch_rooms: more than " + std::to_string(limits_->watches) + " rooms");
    if (value.size() > limits_->hash_bytes)
        return fail("watch_rooms: a hash is longer than " + std::to_string(limits_->hash_bytes) +
                    " bytes");
    hashes.push_back(std::move(value));
    return true;
}

bool ClientPacketReader::start_object(std::size_t /*elements*/) {
    if (skips()) return ++ignored_depth_ > 0;
    if (place_ == Place::start) {
        place_ = Place::packet;
        return true;
    }
    const bool wants_object =
        place_ == Place::packet_value && packet_ &&
        (std::holds_alternative<Join>(*packet_) || std::holds_alternative<Relay>(*packet_));
    if (!wants_object) return fail_expected("an object");
    place_ = Place::body;
    return true;
}

bool ClientPacketReader::start_array(std::size_t /*elements*/) {
    if (skips()) return ++ignored_depth_ > 0;
    const bool wants_array =
        place_ == Place::packet_value && packet_ && std::holds_alternative<WatchRooms>(*packet_);
    if (!wants_array) return fail_expected("an array");
    place_ = Place::watch_list;
    return true;
}

bool ClientPacketReader::key(std::string& name) {
    if (ignored_depth_ > 0) return true;
    if (place_ == Place::packet) return name_packet(name);
    if (place_ == Place::packet_end) return fail("a packet has exactly one key, found a second");
    return name_field(name);
}

bool ClientPacketReader::name_packet(std::string_view name) {
    place_ = Place::packet_value;
    if (name == "join")
        packet_ = Join{};
    else if (name == "relay")
        packet_ = Relay{};
    else if (name == "watch_rooms")
        packet_ = WatchRooms{};
    else if (name == "ping")
        packet_ = Ping{};
    else
        return fail("unknown packet, expected one of join, relay, watch_rooms, ping");
    return true;
}

bool ClientPacketReader::name_field(std::string_view name) {
    if (std::holds_alternative<Join>(*packet_)) {
        if (name == "hash") return once(has_hash_, Place::hash, "join.hash");
    } else {
        if (name == "recipient") return once(has_recipient_, Place::recipient, "relay.recipient");
        if (name == "message") return once(has_message_, Place::message, "relay.message");
    }
    place_ = Place::unknown_field;
    return true;
}

bool ClientPacketReader::once(bool& seen, Place next, std::string_view name) {
    if (seen) return fail(std::string{name} + ": given twice");
    seen = true;
    place_ = next;
    return true;
}

bool ClientPacketReader::end_object() {
    if (ignored_depth_ > 0) {
        --ignored_depth_;
        return leave_ignored_value();
    }
    if (place_ == Place::body) return end_body();
    if (place_ == Place::packet) return fail("a packet has exactly one key, found none");
    place_ = Place::done;
    return true;
}

bool ClientPacketReader::end_body() {
    if (std::holds_alternative<Relay>(*packet_) && !has_message_)
        return fail("relay.message: missing");
    place_ = Place::packet_end;
    return true;
}

bool ClientPacketReader::end_array() {
    if (ignored_depth_ > 0) {
        --ignored_depth_;
        return leave_ignored_value();
    }
    place_ = Place::packet_end;
    return true;
}

bool ClientPacketReader::parse_error(std::size_t position, const std::string& /*token*/,
                                     const nlohmann::detail::exception& error) {
    met_huge_number_ = error.id == kNumberOverflow;
    // The library's own words quote the text, which may be a message: only the place is told.
    return fail("not JSON: error at byte " + std::to_string(position));
}

}  // namespace keks::protocol

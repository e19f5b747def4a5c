// SPDX-License-Identifier: AGPL-3.0-only
#include "protocol/server_packet_reader.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "protocol/read_json.hpp"

namespace keks::protocol {
namespace {

using Shape = ServerPacketReader::Shape;

constexpr Shape kShapes[] = {
    {"init", "your_id", "version", false,
     [](std::uint64_t id, std::string&& version) -> ReceivedPacket {
         return received::Init{id, std::move(version)};
     }},
    {"client_join", "id", "", false,
     [](std::uint64_t id, std::string&&) -> ReceivedPacket { return received::ClientJoin{id}; }},
    {"client_leave", "id", "", false,
     [](std::uint64_t id, std::string&&) -> ReceivedPacket { return received::ClientLeave{id}; }},
    {"message", "sender", "message", true,
     [](std::uint64_t sender, std::string&& message) -> ReceivedPacket {
         return received::Message{sender, std::move(message)};
     }},
    {"room_info", "user_count", "hash", true,
     [](std::uint64_t count, std::string&& hash) -> ReceivedPacket {
         return received::RoomInfo{std::move(hash), count};
     }},
};

constexpr std::string_view kIntegerRule = "expected an integer from 0 to 18446744073709551615";

std::string name_of(const Shape& shape, std::string_view field) {
    return std::string{shape.packet}.append(".").append(field);
}

}  // namespace

bool ServerPacketReader::fail(std::string reason) {
    if (fault_.empty()) fault_ = std::move(reason);
    return false;
}

std::string ServerPacketReader::field_name() const {
    return name_of(*shape_, place_ == Place::number ? shape_->number : shape_->text);
}

// Says what the place that the parser stands at asks for, in answer to a value of another type.
bool ServerPacketReader::fail_expected(std::string_view what) {
    const std::string found = ", found " + std::string{what};
    if (place_ == Place::start) return fail("a packet is a JSON object" + found);
    if (place_ == Place::number)
        return fail(field_name() + ": " + std::string{kIntegerRule} + found);
    if (place_ == Place::text) return fail(field_name() + ": expected a string" + found);
    return fail(std::string{shape_->packet} + ": expected an object" + found);
}

bool ServerPacketReader::skips() const {
    return ignored_depth_ > 0 || place_ == Place::unknown_field || place_ == Place::unknown_value;
}

// What is not known ends where no object or array inside it is open any more.
bool ServerPacketReader::leave_ignored_value() {
    if (ignored_depth_ > 0) return true;
    if (place_ == Place::unknown_value) packet_ = received::Unknown{};
    place_ = place_ == Place::unknown_value ? Place::packet_end : Place::body;
    return true;
}

bool ServerPacketReader::scalar(std::string_view what_it_is) {
    return skips() ? leave_ignored_value() : fail_expected(what_it_is);
}

// nlohmann reports as unsigned exactly the integers from 0 to 2^64-1.
bool ServerPacketReader::number_unsigned(std::uint64_t value) {
    if (skips() || place_ != Place::number) return scalar("a number");
    number_ = value;
    place_ = Place::body;
    return true;
}

bool ServerPacketReader::string(std::string& value) {
    if (skips() || place_ != Place::text) return scalar("a string");
    text_ = std::move(value);
    place_ = Place::body;
    return true;
}

bool ServerPacketReader::start_object(std::size_t /*elements*/) {
    if (skips()) return ++ignored_depth_ > 0;
    if (place_ != Place::start && place_ != Place::packet_value) return fail_expected("an object");
    place_ = place_ == Place::start ? Place::packet : Place::body;
    return true;
}

bool ServerPacketReader::start_array(std::size_t /*elements*/) {
    return skips() ? ++ignored_depth_ > 0 : fail_expected("an array");
}

bool ServerPacketReader::key(std::string& name) {
    if (ignored_depth_ > 0) return true;
    if (place_ == Place::packet) return name_packet(name);
    if (place_ == Place::packet_end) return fail("a packet has exactly one key, found a second");
    return name_field(name);
}

bool ServerPacketReader::name_packet(std::string_view name) {
    const auto* const found = std::ranges::find(kShapes, name, &Shape::packet);
    if (found == std::end(kShapes)) {
        place_ = Place::unknown_value;
        return true;
    }
    shape_ = found;
    place_ = Place::packet_value;
    return true;
}

bool ServerPacketReader::name_field(std::string_view name) {
    place_ = Place::unknown_field;
    if (name == shape_->number)
        place_ = Place::number;
    else if (!shape_->text.empty() && name == shape_->text)
        place_ = Place::text;
    const bool twice = (place_ == Place::number && number_) || (place_ == Place::text && text_);
    return !twice || fail(field_name() + ": given twice");
}

bool ServerPacketReader::end_object() {
    if (ignored_depth_ > 0) {
        --ignored_depth_;
        return leave_ignored_value();
    }
    if (place_ == Place::body) return end_body();
    if (place_ == Place::packet) return fail("a packet has exactly one key, found none");
    place_ = Place::done;
    return true;
}

bool ServerPacketReader::end_body() {
    if (!number_) return fail(name_of(*shape_, shape_->number) + ": missing");
    if (!text_ && shape_->needs_text) return fail(name_of(*shape_, shape_->text) + ": missing");
    packet_ = shape_->make(*number_, std::move(text_).value_or(""));
    place_ = Place::packet_end;
    return true;
}

bool ServerPacketReader::end_array() {
    --ignored_depth_;  // an array is never part of what we know
    return leave_ignored_value();
}

bool ServerPacketReader::parse_error(std::size_t position, const std::string& /*token*/,
                                     const nlohmann::detail::exception& error) {
    met_huge_number_ = error.id == kNumberOverflow;
    // The library's own words quote the text, which may be a message: only the place is told.
    return fail("not JSON: error at byte " + std::to_string(position));
}

}  // namespace keks::protocol

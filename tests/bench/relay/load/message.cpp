// SPDX-License-Identifier: AGPL-3.0-only
#include "message.hpp"

#include <charconv>
#include <stdexcept>

namespace keks::bench {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kTextKey = R"("message":")";

template <typename Number>
void append_hex(std::string& out, Number value) {
    for (int shift = static_cast<int>(sizeof(Number)) * 8 - 4; shift >= 0; shift -= 4)
        out.push_back("0123456789abcdef"[(value >> shift) & 0xFU]);
}

template <typename Number>
Number take_hex(std::string_view& text) {
    Number value{};
    const std::size_t digits = sizeof(Number) * 2;
    const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value, 16);
    if (error != std::errc{} || end != text.data() + digits)
        throw std::runtime_error("a message arrived with another stamp than hex digits");
    text.remove_prefix(digits);
    return value;
}

}  // namespace

MessageMaker::MessageMaker(std::size_t bytes) {
    for (std::size_t i = kStampBytes; i < bytes; ++i)
        filling_.push_back(kAlphabet[(i * 7 + i / 64) % kAlphabet.size()]);
}

std::string_view MessageMaker::relay(const Stamp& stamp) {
    packet_.assign(R"({"relay":{)").append(kTextKey);
    return finish(stamp);
}

std::string_view MessageMaker::relay(const Stamp& stamp, std::uint64_t recipient) {
    packet_.assign(R"({"relay":{"recipient":)").append(std::to_string(recipient));
    packet_.append(",").append(kTextKey);
    return finish(stamp);
}

std::string_view MessageMaker::finish(const Stamp& stamp) {
    append_hex(packet_, stamp.room);
    append_hex(packet_, stamp.sender);
    append_hex(packet_, stamp.sequence);
    append_hex(packet_, stamp.due);
    packet_.append(filling_).append(R"("}})");
    return packet_;
}

Stamp MessageMaker::check(std::string_view text) const {
    if (text.size() != kStampBytes + filling_.size())
        throw std::runtime_error("a message arrived with another length than it was sent with");
    Stamp stamp{};
    stamp.room = take_hex<std::uint32_t>(text);
    stamp.sender = take_hex<std::uint32_t>(text);
    stamp.sequence = take_hex<std::uint32_t>(text);
    stamp.due = take_hex<std::uint64_t>(text);
    if (text != filling_) throw std::runtime_error("a message arrived with another content");
    return stamp;
}

std::uint64_t number_after(std::string_view packet, std::string_view key) {
    const auto begin = packet.find(key);
    std::uint64_t value = 0;
    if (begin != std::string_view::npos) {
        const char* first = packet.data() + begin + key.size();
        if (std::from_chars(first, packet.data() + packet.size(), value).ec == std::errc{})
            return value;
    }
    throw std::runtime_error("no number after " + std::string{key} + " in " +
                             std::string{packet.substr(0, 100)});
}

Delivery read_delivery(std::string_view packet) {
    constexpr std::string_view kEnd = R"("}})";
    const auto begin = packet.find(kTextKey);
    if (!packet.starts_with(R"({"message":{)") || !packet.ends_with(kEnd) ||
        begin == std::string_view::npos)
        throw std::runtime_error("not a message: " + std::string{packet.substr(0, 100)});
    const auto from = begin + kTextKey.size();
    return {.sender = number_after(packet, R"("sender":)"),
            .text = packet.substr(from, packet.size() - kEnd.size() - from)};
}

}  // namespace keks::bench

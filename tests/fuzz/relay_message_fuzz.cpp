// SPDX-License-Identifier: AGPL-3.0-only
#include "client/relay_message.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "client/peer/description.hpp"
#include "client/relay_text.hpp"

// Any text is a relay message or dropped. What is read is within its bounds, and the same when it
// is written and read again.
namespace {

using namespace keks::client;

constexpr ClientId kSender = 7;

void require(bool condition) {
    if (!condition) std::abort();
}

struct Bounds {
    void operator()(const relay::Identify& message) const {
        require(utf16_length(message.username) <= relay_limits::name);
        require(message.capabilities.size() <= relay_limits::capabilities);
        require(!message.session || message.session->size() == 32);
    }
    void operator()(const relay::Provide& message) const {
        const auto& [kind, id, label, size, archive] = message.resource;
        require(!id.empty() && utf16_length(id) <= relay_limits::id);
        require(label.size() <= 4 * relay_limits::name);
        require(!size || *size < std::uint64_t{1} << 53U);
        require(kind != Resource::Kind::file || !label.empty());
        require(!archive || kind == Resource::Kind::file);
    }
    void operator()(const relay::Request& message) const {
        require(utf16_length(message.id) <= relay_limits::id);
        require(!message.has || message.has->bytes < std::uint64_t{1} << 53U);
    }
    void operator()(const relay::Candidate& message) const {
        require(utf16_length(message.candidate) <= relay_limits::candidate);
        static_cast<void>(candidate_ufrag(message));
    }
    void operator()(const relay::Chat& message) const {
        require(utf16_length(message.text) <= relay_limits::chat);
    }
    void operator()(const relay::Offer& message) const { check(message.sdp); }
    void operator()(const relay::Answer& message) const { check(message.sdp); }
    template <typename Other>
    void operator()(const Other& /*message*/) const {}

    static void check(std::string_view sdp) {
        require(utf16_length(sdp) <= relay_limits::sdp);
        require(describe(sdp).identity.find_first_of("\r\n") == std::string_view::npos);
    }
};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    static_cast<void>(describe(text));
    const auto message = read_relay(text, kSender);
    if (message.has_value()) {
        std::visit(Bounds{}, *message);
        const auto again = read_relay(write_relay(kSender, *message), kSender);
        require(again.has_value() && *again == *message);
    }
    return 0;
}

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/room_link.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Any secret comes back from the link to its room, as far as that is no link itself; and of any
// text a secret is read.
namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace keks::rift;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    require(secret_in(text).size() <= text.size());
    const auto link = room_link({.host = "meet.example.org", .base_path = "/at"}, text);
    require(link.starts_with("https://meet.example.org/at/room#"));
    require(secret_in(link) == text);
    const auto server = server_in(link);
    require(server && server->host == "meet.example.org" && server->base_path == "/at");
    static_cast<void>(server_in(text));
    for (const char each : link) require(each > ' ' && each < '\x7f');
    const auto code = qr_code(link);
    require(!code || code->ends_with('\n'));
    return 0;
}

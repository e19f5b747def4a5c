// SPDX-License-Identifier: AGPL-3.0-only
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "server/net/message_reader.hpp"
#include "support/utf8.hpp"

// However a client's bytes are cut, the reader makes the same of them; what it hands out is within
// its bound and UTF-8, and what it holds is no more than came.
namespace {

using keks::server::MessageReader;
using keks::server::Received;
using Kind = Received::Kind;

constexpr std::size_t kBound = 300;
constexpr std::size_t kLongestControl = 125;

void require(bool condition) {
    if (!condition) std::abort();
}

struct Seen {
    Kind kind;
    std::string payload;
    std::uint16_t code;
    bool operator==(const Seen&) const = default;
};

bool goes_on(const Received& received) {
    return received.kind == Kind::text || received.kind == Kind::ping ||
           received.kind == Kind::pong;
}

void check(const Received& received) {
    if (received.kind == Kind::text)
        require(received.payload.size() <= kBound && keks::test::is_utf8(received.payload));
    if (received.kind == Kind::ping) require(received.payload.size() <= kLongestControl);
}

// False: nothing more is to be read.
bool note(const Received& received, std::vector<Seen>& seen) {
    check(received);
    if (received.kind != Kind::nothing)
        seen.push_back({received.kind, std::string{received.payload}, received.code});
    return received.kind == Kind::nothing || goes_on(received);
}

bool read_piece(MessageReader& reader, std::span<char> bytes, std::vector<Seen>& seen) {
    for (;;) {
        const Received received = reader.next(bytes);
        if (!note(received, seen)) return false;
        if (received.kind == Kind::nothing) break;
    }
    require(bytes.empty());
    return true;
}

// Past the first bytes of a frame, as a long one is read.
bool read_direct(MessageReader& reader, std::string& bytes, std::vector<Seen>& seen) {
    const std::span<char> room = reader.room(bytes.size());
    if (room.empty()) return true;
    bytes.copy(room.data(), room.size());
    bytes.erase(0, room.size());
    return note(reader.took(room.size()), seen) && read_piece(reader, {}, seen);
}

std::vector<Seen> read_all(std::string bytes, std::size_t piece, bool direct) {
    MessageReader reader{kBound};
    std::vector<Seen> seen;
    const std::size_t total = bytes.size();
    while (!bytes.empty()) {
        std::string here = bytes.substr(0, piece);
        bytes.erase(0, here.size());
        if (!read_piece(reader, here, seen)) break;
        require(reader.held_bytes() <= std::min(total - bytes.size(), kBound + kLongestControl));
        if (direct && !read_direct(reader, bytes, seen)) break;
    }
    return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes{reinterpret_cast<const char*>(data), size};
    const auto whole = read_all(bytes, std::max<std::size_t>(size, 1), false);
    require(read_all(bytes, 1, false) == whole);
    require(read_all(bytes, 7, false) == whole);
    require(read_all(bytes, 9, true) == whole);
    return 0;
}

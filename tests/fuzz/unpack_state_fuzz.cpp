// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/unpack_state.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "client/disk/entry_rules.hpp"

// Any bytes are a state or none. What is read has fit names, and is the same when it is written and
// read again.
namespace {

using namespace keks::client::disk;

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_name(const std::string& text) {
    return !fault_of_path(text) && text.find('/') == text.npos;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto state = decode_unpack_state({data, size});
    if (!state) return 0;
    require(!fault_of_path(state->entry.path));
    if (state->entry.kind == TarEntry::Kind::link)
        require(!fault_of_link(state->entry.path, state->entry.target));
    require(is_name(state->top));
    for (const auto& folder : state->open_folders) require(is_name(folder.name));
    require(state->data_at % Sha256::kBlock == 0 && state->hash.bytes == state->data_at);
    require(state->folders <= state->entries && state->entry.size <= state->bytes);
    const auto written = encode(*state);
    const auto again = decode_unpack_state(written);
    require(again && encode(*again) == written);
    return 0;
}

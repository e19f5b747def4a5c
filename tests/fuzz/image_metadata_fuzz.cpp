// SPDX-License-Identifier: AGPL-3.0-only
#include "client/image_metadata.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

// Any bytes are an image or stay as they are. None gets much longer, and what is left has nothing
// more to lose, but for a JPEG: what came behind its damage may be part of the picture then.
namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using keks::client::without_metadata;
    const std::string_view image{reinterpret_cast<const char*>(data), size};
    const auto kept = without_metadata(image);
    // What says the orientation is 36 bytes long, and replaces at least 32.
    require(kept.size() <= image.size() + image.size() / 8);
    if (!image.starts_with("\xff\xd8")) require(without_metadata(kept) == kept);
    return 0;
}

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/resources/file_name.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "util/unicode.hpp"

// Any bytes become a name that is safe by what file_name.hpp says, and stays as it is.
namespace {

using namespace keks;

void require(bool condition) {
    if (!condition) std::abort();
}

bool is_device(std::string_view name) {
    std::string base{name.substr(0, name.find('.'))};
    std::ranges::transform(base, base.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    while (base.ends_with(' ')) base.pop_back();
    constexpr std::array<std::string_view, 6> devices{"con", "prn",    "aux",
                                                      "nul", "conin$", "conout$"};
    if (std::ranges::find(devices, base) != devices.end()) return true;
    const bool is_port = base.starts_with("com") || base.starts_with("lpt");
    return is_port && base.size() == 4 && base[3] >= '0' && base[3] <= '9';
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto name = client::safe_file_name({reinterpret_cast<const char*>(data), size});
    require(!name.empty() && name.size() <= 200);
    require(name.find_first_of("/\\<>:\"|?*") == name.npos);
    require(std::filesystem::path{name}.filename() == name);
    const auto text = util::decode_utf8(name);
    require(util::encode_utf8(text) == name);
    require(std::ranges::none_of(text, util::is_unruly));
    for (const char32_t edge : {text.front(), text.back()})
        require(edge != U'.' && !util::is_white_space(edge));
    require(!is_device(name));
    // What is cut may end in what looks like an extension then.
    if (size <= 200) require(client::safe_file_name(name) == name);
    return 0;
}

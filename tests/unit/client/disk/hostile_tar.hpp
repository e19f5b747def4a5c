// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <array>
#include <cstddef>
#include <cstdio>
#include <numeric>
#include <string>
#include <string_view>

// Tar streams as no decent program writes them, byte by byte (POSIX.1-2017, ustar).
namespace keks::test {

struct TarHeader {
    std::string_view name;
    char type = '0';
    std::string_view link = {};
    unsigned mode = 0644;
    std::string_view size = {};  // octal; otherwise that of the content
};

inline std::string tar_number(std::size_t number, int digits) {
    std::array<char, 16> text{};
    (void)std::snprintf(text.data(), text.size(), "%0*zo", digits, number);
    return text.data();
}

inline std::string tar_entry(const TarHeader& header, std::string_view content = {}) {
    std::string block(512, '\0');
    const auto put = [&block](std::size_t at, std::string_view text) {
        block.replace(at, text.size(), text);
    };
    put(0, header.name);
    put(100, tar_number(header.mode, 7));
    put(108, tar_number(0, 7));
    put(116, tar_number(0, 7));
    put(124, header.size.empty() ? tar_number(content.size(), 11) : std::string{header.size});
    put(136, tar_number(1'000'000'000, 11));
    put(148, "        ");
    block[156] = header.type;
    put(157, header.link);
    put(257, std::string_view{"ustar\00000", 8});
    const auto sum = std::accumulate(
        block.begin(), block.end(), std::size_t{0},
        [](auto so_far, char each) { return so_far + static_cast<unsigned char>(each); });
    put(148, tar_number(sum, 6) + '\0' + ' ');
    block += content;
    block.resize((block.size() + 511) / 512 * 512, '\0');
    return block;
}

// Of a pax header, for the entry that follows.
inline std::string pax_record(std::string_view key, std::string_view value) {
    const auto rest = key.size() + value.size() + 3;
    auto length = rest + std::to_string(rest).size();
    length = rest + std::to_string(length).size();
    return std::to_string(length) + " " + std::string{key} + "=" + std::string{value} + "\n";
}

inline std::string tar_end() {
    return std::string(1024, '\0');
}

}  // namespace keks::test

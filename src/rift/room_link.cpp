// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/room_link.hpp"

#include <qrencode.h>

#include <cctype>
#include <memory>

namespace keks::rift {
namespace {

// `fragment` of RFC 3986, section 3.5, without `?`, which begins parameters here.
bool stands_for_itself(unsigned char byte) {
    constexpr std::string_view others = "-._~!$&'()*+,;=:@/#";
    return std::isalnum(byte) != 0 || others.find(static_cast<char>(byte)) != others.npos;
}

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

// RFC 3986, section 2.1; what is no encoding stays as it is.
std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool encoded = text[at] == '%' && at + 2 < text.size() &&
                             hex_value(text[at + 1]) >= 0 && hex_value(text[at + 2]) >= 0;
        if (!encoded) {
            out += text[at];
            continue;
        }
        out += static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
        at += 2;
    }
    return out;
}

bool is_link(std::string_view text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

constexpr int kQuiet = 2;  // modules around the code

bool is_dark(const QRcode& code, int x, int y) {
    const bool inside = x >= 0 && y >= 0 && x < code.width && y < code.width;
    return inside && (code.data[y * code.width + x] & 1U) != 0;
}

// Terminals are dark as a rule: light modules are what is drawn.
std::string_view halves(bool upper_is_dark, bool lower_is_dark) {
    if (upper_is_dark) return lower_is_dark ? " " : "▄";
    return lower_is_dark ? "▀" : "█";
}

}  // namespace

std::string room_link(const client::ServerUri& server, std::string_view secret) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto room = server.at("room");
    std::string link =
        (room.secure ? "https://" : "http://") + room.authority() + room.target + '#';
    for (const char character : secret) {
        const auto byte = static_cast<unsigned char>(character);
        if (std::isprint(byte) != 0 && stands_for_itself(byte)) {
            link += character;
        } else {
            link += '%';
            link += digits[byte >> 4U];
            link += digits[byte & 0xFU];
        }
    }
    return link;
}

std::string secret_in(std::string_view text) {
    const auto mark = text.find('#');
    if (!is_link(text) || mark == std::string_view::npos) return std::string{text};
    const auto fragment = text.substr(mark + 1);
    return percent_decoded(fragment.substr(0, fragment.find('?')));
}

std::optional<client::ServerUri> server_in(std::string_view text) {
    constexpr std::string_view room = "/room";
    const auto address = text.substr(0, text.find('#'));
    if (!is_link(text) || address.size() == text.size() || !address.ends_with(room))
        return std::nullopt;
    const auto server = client::parse_server_uri(address.substr(0, address.size() - room.size()));
    return server ? std::optional{*server} : std::nullopt;
}

bool is_link_without_secret(std::string_view text) {
    return is_link(text) && text.find('#') == std::string_view::npos;
}

std::optional<std::string> qr_code(const std::string& text) {
    const std::unique_ptr<QRcode, FreeCode> code{
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_L)};
    if (!code) return std::nullopt;
    std::string picture;
    for (int y = -kQuiet; y < code->width + kQuiet; y += 2) {
        for (int x = -kQuiet; x < code->width + kQuiet; ++x)
            picture += halves(is_dark(*code, x, y), is_dark(*code, x, y + 1));
        picture += '\n';
    }
    return picture;
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/secret.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "client/disk/file_descriptor.hpp"

namespace keks::rift {
namespace {

constexpr std::size_t kLongest = 4096;  // bytes of a secret

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

// Keeps what is typed off the screen while it lives.
class NoEcho {
  public:
    explicit NoEcho(int terminal) : terminal_(terminal) {
        if (::tcgetattr(terminal_, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(terminal_, TCSAFLUSH, &quiet) == 0;
    }
    ~NoEcho() {
        if (changed_) ::tcsetattr(terminal_, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

    [[nodiscard]] bool works() const { return changed_; }

  private:
    int terminal_;
    termios before_{};
    bool changed_ = false;
};

std::string read_line(int terminal) {
    std::string line;
    char next = 0;
    while (line.size() < kLongest &&
           client::disk::uninterrupted([&] { return ::read(terminal, &next, 1); }) == 1 &&
           next != '\n')
        line += next;
    return line;
}

boost::system::result<std::string, SecretFault> checked(std::string secret,
                                                        const std::string& from) {
    if (secret.empty()) return SecretFault{from + " is empty: a room needs a secret"};
    if (secret.size() > kLongest)
        return SecretFault{from + " is longer than " + std::to_string(kLongest) + " bytes"};
    return {boost::system::in_place_value, std::move(secret)};
}

boost::system::result<std::optional<std::string>, SecretFault> some(
    boost::system::result<std::string, SecretFault> secret) {
    if (secret.has_error()) return secret.error();
    return std::optional{*std::move(secret)};
}

}  // namespace

std::string secret_in(std::string_view text) {
    const bool is_link = text.starts_with("https://") || text.starts_with("http://");
    const auto mark = text.find('#');
    if (!is_link || mark == std::string_view::npos) return std::string{text};
    const auto fragment = text.substr(mark + 1);
    return percent_decoded(fragment.substr(0, fragment.find('?')));
}

boost::system::result<std::optional<std::string>, SecretFault> given_secret(
    const Options& options) {
    if (options.secret) return some(checked(secret_in(*options.secret), "--secret or RIFT_SECRET"));
    if (!options.secret_file) return std::optional<std::string>{};
    std::ifstream file{*options.secret_file};
    std::string line;
    if (!std::getline(file, line))
        return SecretFault{"cannot read a secret from " + options.secret_file->string() +
                           ": it has no line that can be read"};
    if (line.ends_with('\r')) line.pop_back();
    return some(checked(secret_in(line), "the first line of " + options.secret_file->string()));
}

boost::system::result<std::string, SecretFault> ask_secret() {
    const client::disk::FileDescriptor terminal{::open("/dev/tty", O_RDWR | O_CLOEXEC)};
    constexpr const char* other_ways =
        "give one with --secret-file, RIFT_SECRET or --secret: there is no terminal to ask on";
    if (!terminal) return SecretFault{other_ways};
    constexpr std::string_view prompt = "Room secret: ";
    std::string line;
    {
        const NoEcho no_echo{terminal.get()};
        if (!no_echo.works()) return SecretFault{other_ways};
        if (::write(terminal.get(), prompt.data(), prompt.size()) < 0)
            return SecretFault{other_ways};
        line = read_line(terminal.get());
    }
    // The user's own line break was not shown; that it cannot be is no fault.
    (void)!::write(terminal.get(), "\n", 1);
    return checked(secret_in(line), "what was entered");
}

}  // namespace keks::rift

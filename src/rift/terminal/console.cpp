// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <system_error>

#include "rift/terminal/columns.hpp"

namespace keks::rift {

// While something is printed.
class Console::Turn {
  public:
    explicit Turn(Console& console) : typed_(console.typed_) {
        if (typed_ != nullptr) typed_->hide();
        console.status("");
    }
    ~Turn() {
        if (typed_ != nullptr) typed_->show();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    TypedLine* const typed_;
};

Console::Console(Options options)
    : options_(options), status_(!options.json && !options.quiet && ::isatty(STDERR_FILENO) == 1) {}

Console::~Console() {
    status("");
}

void Console::error(std::string_view text) {
    line(std::string{"rift: "}.append(text));
}

void Console::notice(std::string_view text) {
    if (!options_.quiet && !options_.json) line(text);
}

void Console::line(std::string_view text) {
    const Turn turn{*this};
    std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
}

void Console::result(std::string_view text) {
    if (options_.json) return;
    const Turn turn{*this};
    print(text);
}

void Console::event(const ConsoleEvent& event) {
    if (!options_.json) return;
    nlohmann::ordered_json json{{"event", event.name}};
    for (const auto& [name, value] : event.fields)
        std::visit([&field = json[name]](const auto& own) { field = own; }, value);
    // Names of files need not be UTF-8.
    const auto text = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    print(text);
}

void Console::print(std::string_view text) {
    const bool written =
        std::fprintf(stdout, "%.*s\n", static_cast<int>(text.size()), text.data()) >= 0 &&
        std::fflush(stdout) == 0;
    if (!written && !fault_) fault_ = std::generic_category().message(errno);
}

std::size_t Console::status_columns() {
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
    return known ? size.ws_col - 1U : 79U;
}

void Console::status(std::string_view text) {
    if (!status_ || (text.empty() && !has_status_)) return;
    if (typed_ != nullptr && !text.empty()) return;
    std::fprintf(stderr, "\r\x1b[K%s", cut_to(text, status_columns()).c_str());
    std::fflush(stderr);
    has_status_ = !text.empty();
}

}  // namespace keks::rift

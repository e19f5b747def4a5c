// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/line_editor.hpp"

#include <langinfo.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <clocale>
#include <csignal>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "rift/terminal/columns.hpp"
#include "rift/terminal/completion.hpp"

namespace keks::rift {
namespace {

constexpr int kHistory = 500;  // lines
constexpr std::string_view kEndOfInput = "\x04";

// libedit reads and shows characters by the locale.
void use_utf8() {
    std::setlocale(LC_CTYPE, "");
    if (std::string_view{nl_langinfo(CODESET)} != "UTF-8") std::setlocale(LC_CTYPE, "C.UTF-8");
}

std::size_t width_of_terminal() {
    winsize size{};
    const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80U;
}

// The terminal, which can be read without end then.
bool is_gone(int terminal) {
    pollfd state{.fd = terminal, .events = 0, .revents = 0};
    return ::poll(&state, 1, 0) == 1;
}

}  // namespace

LineEditor::LineEditor(TaskHost& host, LinesOptions options, Line line)
    : console_(host.console()),
      options_(std::move(options)),
      line_(std::move(line)),
      input_(host.loop(), ::dup(STDIN_FILENO)),
      signals_(host.loop(), SIGWINCH, SIGTSTP) {
    use_utf8();
    terminal_.reset(::fdopen(::dup(STDERR_FILENO), "w"));
    if (terminal_) editing_.reset(el_init("rift", stdin, terminal_.get(), terminal_.get()));
    history_.reset(history_init());
    if (!editing_ || !history_) throw std::runtime_error{"this terminal cannot be edited on"};
    HistEvent ignored{};  // of settings that cannot fail
    history(history_.get(), &ignored, H_SETSIZE, kHistory);
    history(history_.get(), &ignored, H_SETUNIQUE, 1);
    auto* const editing = editing_.get();
    el_set(editing, EL_CLIENTDATA, this);
    el_set(editing, EL_EDITOR, "emacs");
    el_set(editing, EL_HIST, history, history_.get());
    el_set(
        editing, EL_PROMPT, +[](EditLine* own) { return of(own).options_.prompt.data(); });
    el_set(
        editing, EL_ADDFN, "rift-complete", "Complete the word",
        +[](EditLine* own, int) { return of(own).complete(); });
    el_set(editing, EL_BIND, "^I", "rift-complete", nullptr);
    console_.give_way(this);
    begin();
    wait();
    wait_for_signal();
}

LineEditor::~LineEditor() {
    *alive_ = false;
    console_.give_way(nullptr);
    // Restores the terminal.
    if (visible_) el_set(editing_.get(), EL_UNBUFFERED, 0);
    std::fputs("\n", terminal_.get());
}

LineEditor& LineEditor::of(EditLine* editing) {
    void* self = nullptr;
    el_get(editing, EL_CLIENTDATA, &self);
    return *static_cast<LineEditor*>(self);
}

/** Prompts, and takes the terminal for editing. */
void LineEditor::begin() {
    el_set(editing_.get(), EL_UNBUFFERED, 1);
    visible_ = true;
}

void LineEditor::wait() {
    input_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                      [this, alive = alive_](boost::system::error_code error) {
                          if (*alive && !error) read();
                      });
}

void LineEditor::wait_for_signal() {
    signals_.async_wait([this, alive = alive_](boost::system::error_code error, int signal) {
        if (!*alive || error) return;
        if (signal == SIGTSTP) {
            hide();
            el_set(editing_.get(), EL_PREP_TERM, 0);
            std::raise(SIGSTOP);
            el_set(editing_.get(), EL_PREP_TERM, 1);
        } else {
            hide();
            el_resize(editing_.get());
        }
        show();
        wait_for_signal();
    });
}

void LineEditor::read() {
    int size = 0;
    const char* begin = el_gets(editing_.get(), &size);
    const std::string_view text{begin,
                                begin == nullptr || size < 0 ? 0 : static_cast<std::size_t>(size)};
    // What it tells of Ctrl+D on an empty line is the key itself; else, the line so far.
    if (text == kEndOfInput || (begin == nullptr && is_gone(STDIN_FILENO)))
        return line_(std::nullopt);
    if (text.ends_with('\n')) entered(std::string{text.substr(0, text.size() - 1)});
    if (*alive_) wait();
}

void LineEditor::entered(std::string line) {
    el_set(editing_.get(), EL_UNBUFFERED, 0);
    visible_ = false;
    HistEvent ignored{};  // a line that is not kept is only that
    if (!line.empty()) history(history_.get(), &ignored, H_ENTER, line.c_str());
    const auto alive = alive_;
    line_(std::move(line));
    if (*alive) begin();
}

bool LineEditor::clear() {
    const auto* const line = el_line(editing_.get());
    if (!visible_ || line->lastchar == line->buffer) return false;
    std::fputs("^C\n", terminal_.get());
    el_set(editing_.get(), EL_UNBUFFERED, 0);
    begin();
    return true;
}

std::string LineEditor::before() const {
    const auto* const line = el_line(editing_.get());
    return {line->buffer, line->cursor};
}

void LineEditor::hide() {
    if (!visible_) return;
    const auto rows = columns_of(options_.prompt + before()) / width_of_terminal();
    if (rows > 0) std::fprintf(terminal_.get(), "\x1b[%zuA", rows);
    std::fputs("\r\x1b[J", terminal_.get());
    std::fflush(terminal_.get());
}

void LineEditor::show() {
    if (visible_) el_set(editing_.get(), EL_REFRESH);
}

unsigned char LineEditor::complete() {
    if (!options_.complete) return CC_ERROR;
    const auto line = before();
    const auto choice = options_.complete(line);
    if (choice.empty()) return CC_ERROR;
    const auto word = last_word(line);
    auto common = common_beginning(choice);
    if (choice.size() == 1 && !common.ends_with('/')) common += ' ';
    if (common.size() <= word.size()) return show_choice(choice);
    el_insertstr(editing_.get(), common.c_str() + word.size());
    return CC_REFRESH;
}

unsigned char LineEditor::show_choice(const std::vector<std::string>& choice) {
    std::string all;
    for (const auto& each : choice) all += (all.empty() ? "" : "  ") + each;
    hide();
    std::fprintf(terminal_.get(), "%s\n", all.c_str());
    return CC_REDISPLAY;
}

}  // namespace keks::rift

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <histedit.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <memory>
#include <string>

#include "rift/terminal/console.hpp"
#include "rift/terminal/lines.hpp"

namespace keks::rift {

/** Lines that somebody types on the terminal, with libedit: history, in memory only, and
 * completion. What is printed meanwhile appears above the line. */
class LineEditor final : public Lines, private Console::TypedLine {
  public:
    LineEditor(TaskHost& host, LinesOptions options, Line line);
    ~LineEditor() override;
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    bool clear() override;

  private:
    struct CloseFile {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    struct EndEditing {
        void operator()(EditLine* editing) const { el_end(editing); }
    };
    struct EndHistory {
        void operator()(History* history) const { history_end(history); }
    };

    void hide() override;
    void show() override;

    void begin();
    void wait();
    void wait_for_signal();
    void read();
    void entered(std::string line);
    unsigned char complete();
    unsigned char show_choice(const std::vector<std::string>& choice);
    /** Before the cursor. */
    [[nodiscard]] std::string before() const;

    static LineEditor& of(EditLine* editing);

    Console& console_;
    LinesOptions options_;
    Line line_;
    boost::asio::posix::stream_descriptor input_;
    boost::asio::signal_set signals_;
    std::unique_ptr<std::FILE, CloseFile> terminal_;
    std::unique_ptr<History, EndHistory> history_;
    std::unique_ptr<EditLine, EndEditing> editing_;
    bool visible_ = false;
    /** Whether handlers still find us. */
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::rift

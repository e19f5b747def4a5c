// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/lines.hpp"

#include <unistd.h>

#include <utility>

#include "client/disk/file_descriptor.hpp"
#include "rift/terminal/line_editor.hpp"
#include "rift/terminal/line_reader.hpp"

namespace keks::rift {

bool are_typed(const Console& console) {
    return !console.json() && ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

std::unique_ptr<Lines> open_lines(TaskHost& host, LinesOptions options, Lines::Line line) {
    if (are_typed(host.console()))
        return std::make_unique<LineEditor>(host, std::move(options), std::move(line));
    return std::make_unique<LineReader>(host, client::disk::FileDescriptor{::dup(STDIN_FILENO)},
                                        std::move(line));
}

}  // namespace keks::rift

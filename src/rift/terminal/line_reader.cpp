// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/line_reader.hpp"

#include <poll.h>
#include <unistd.h>

#include <utility>

namespace keks::rift {
namespace {

namespace disk = client::disk;

// Bytes of one line: more than all that can be said in a room. The rest of a longer one is dropped,
// and not taken for another.
constexpr std::size_t kLongestLine = std::size_t{128} * 1024;
constexpr std::size_t kReadSize = 4096;
// Between two looks at whether we are wanted still.
constexpr int kLookMilliseconds = 100;

// Empty: there is no more.
std::string read_some(int input, const disk::StopFlag& stop) {
    pollfd wait{.fd = input, .events = POLLIN, .revents = 0};
    while (!stop && disk::uninterrupted([&] { return ::poll(&wait, 1, kLookMilliseconds); }) == 0)
        continue;
    if (stop) return {};
    std::string bytes(kReadSize, '\0');
    const auto size =
        disk::uninterrupted([&] { return ::read(input, bytes.data(), bytes.size()); });
    bytes.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return bytes;
}

}  // namespace

LineReader::LineReader(disk::DiskThreads& disk, disk::FileDescriptor input, Line line)
    : disk_(disk),
      input_(std::make_shared<disk::FileDescriptor>(std::move(input))),
      line_(std::move(line)) {
    read();
}

void LineReader::read() {
    job_ = disk_.job(
        [input = input_](const disk::StopFlag& stop) { return read_some(input->get(), stop); },
        [this](const std::string& bytes) { came(bytes); });
}

void LineReader::came(const std::string& bytes) {
    for (const char byte : bytes) {
        if (byte == '\n')
            line_(std::exchange(begun_, {}));
        else if (begun_.size() < kLongestLine)
            begun_ += byte;
    }
    if (!bytes.empty()) return read();
    if (!begun_.empty()) line_(std::exchange(begun_, {}));
    line_(std::nullopt);
}

}  // namespace keks::rift

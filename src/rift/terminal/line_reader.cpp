// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/terminal/line_reader.hpp"

#include <poll.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
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

LineReader::LineReader(TaskHost& host, disk::FileDescriptor input, Line line)
    : host_(host),
      input_(std::make_shared<disk::FileDescriptor>(std::move(input))),
      line_(std::move(line)) {
    read();
}

void LineReader::read() {
    reading_ = true;
    job_ = host_.disk().job(
        [input = input_](const disk::StopFlag& stop) { return read_some(input->get(), stop); },
        [this](std::string bytes) { came(std::move(bytes)); });
}

void LineReader::came(std::string bytes) {
    reading_ = false;
    at_end_ = bytes.empty();
    unread_ = std::move(bytes);
    tell();
}

// Later, since lines never come from within.
void LineReader::resume() {
    if (!std::exchange(paused_, false)) return;
    boost::asio::post(host_.loop(), [this, alive = std::weak_ptr{alive_}] {
        if (!alive.expired()) tell();
    });
}

void LineReader::tell() {
    std::size_t at = 0;
    for (; at < unread_.size() && !paused_; ++at) {
        if (unread_[at] == '\n')
            line_(std::exchange(begun_, {}));
        else if (begun_.size() < kLongestLine)
            begun_ += unread_[at];
    }
    unread_.erase(0, at);
    if (paused_ || reading_) return;
    return at_end_ ? tell_end() : read();
}

void LineReader::tell_end() {
    if (!begun_.empty()) line_(std::exchange(begun_, {}));
    if (!paused_ && line_) std::exchange(line_, nullptr)(std::nullopt);
}

}  // namespace keks::rift

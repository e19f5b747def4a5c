// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/commands/chat_images.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "client/chat_image.hpp"
#include "rift/terminal/figures.hpp"

namespace keks::rift {
namespace {

namespace disk = client::disk;

// That are named at once, by a script.
constexpr std::size_t kMostWaiting = 100;

}  // namespace

void ChatImages::send(std::string path) {
    if (waiting_.size() == kMostWaiting)
        return fail("there are " + std::to_string(kMostWaiting) + " images under way already");
    waiting_.push_back(std::move(path));
    if (waiting_.size() == 1) next();
}

void ChatImages::next() {
    job_ = disk::open_file(host_.disk(), waiting_.front(),
                           [this](const Opened& file) { opened(file); });
}

void ChatImages::opened(const Opened& file) {
    if (!file) {
        fail(file.error().why);
        return over(false);
    }
    // One byte more shows that it is too large, also if it grows meanwhile.
    const auto most = std::min<std::uint64_t>((*file)->size, client::most_image_bytes + 1);
    job_ = host_.disk().job(
        [file = *file, most](const disk::StopFlag&) -> disk::DiskResult<Bytes> {
            Bytes bytes(most);
            const auto length =
                disk::read_at(file->descriptor.get(), file->begin, bytes, file->name);
            if (!length) return length.error();
            bytes.resize(*length);
            return bytes;
        },
        [this](const disk::DiskResult<Bytes>& bytes) { read(bytes); });
}

void ChatImages::read(const disk::DiskResult<Bytes>& bytes) {
    if (!bytes) {
        fail(bytes.error().why);
        return over(false);
    }
    const auto url = client::image_url(*bytes);
    if (url) return say(*url, bytes->size());
    const auto name = disk::shown(waiting_.front());
    fail(url.error() == client::ImageFault::too_large
             ? name + " has more than the " + byte_words(client::most_image_bytes) +
                   " that an image in the chat may have: make it smaller, or provide it as a file"
             : name + " is neither a PNG, JPEG, WebP nor GIF image: provide it as a file");
    over(false);
}

void ChatImages::say(const std::string& url, std::size_t size) {
    if (host_.session().members().empty()) host_.console().notice("Nobody is there to see it");
    const bool sent = host_.session().send_chat_image(url);
    if (sent)
        host_.console().notice("Said: " + disk::shown(waiting_.front()) + ", " + byte_words(size));
    else
        fail("the server is out of reach, or takes longer for what was said before. Try again");
    over(sent);
}

void ChatImages::fail(const std::string& why) {
    host_.console().error("Not said: " + why);
    host_.console().event({"failed", {{"reason", why}}});
}

void ChatImages::stop() {
    waiting_.clear();
    job_ = {};
}

void ChatImages::over(bool sent) {
    waiting_.pop_front();
    // It may stop us, so that the next is not begun.
    done_(sent);
    if (!waiting_.empty()) next();
}

}  // namespace keks::rift

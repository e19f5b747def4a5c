// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "client/disk/disk_threads.hpp"
#include "client/disk/open_file.hpp"
#include "rift/task_host.hpp"

namespace keks::rift {

/** Sends images to all in the room, one after the other. */
class ChatImages {
  public:
    /** `host` outlives it. `done` comes after each: whether it is on its way. It
     * may stop(), and sends none. */
    ChatImages(TaskHost& host, std::function<void(bool)> done)
        : host_(host), done_(std::move(done)) {}
    ChatImages(const ChatImages&) = delete;
    ChatImages& operator=(const ChatImages&) = delete;

    /** What is wrong is printed. */
    void send(std::string path);
    /** Those that are not on their way yet are given up. */
    void stop();
    [[nodiscard]] bool busy() const { return !waiting_.empty(); }

  private:
    using Opened = client::disk::DiskResult<std::shared_ptr<const client::disk::OpenFile>>;
    using Bytes = std::vector<std::byte>;

    void next();
    void opened(const Opened& file);
    void read(const client::disk::DiskResult<Bytes>& bytes);
    void say(const std::string& url, std::size_t size);
    void fail(const std::string& why);
    void over(bool sent);

    TaskHost& host_;
    const std::function<void(bool)> done_;
    std::deque<std::string> waiting_;  // the front is under way
    client::disk::DiskJob job_;
};

}  // namespace keks::rift

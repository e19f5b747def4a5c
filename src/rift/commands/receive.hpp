// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "client/disk/disk_sink.hpp"
#include "client/disk/tar_unpack_sink.hpp"
#include "client/resources/file_receiver.hpp"
#include "client/session.hpp"
#include "rift/options.hpp"
#include "rift/task_host.hpp"
#include "rift/terminal/progress.hpp"

namespace keks::rift {

/** Takes the first file that somebody in the room offers, and ends. */
class Receive {
  public:
    /** `visit` outlives it. */
    Receive(TaskHost& visit, ReceiveOptions options);
    Receive(const Receive&) = delete;
    Receive& operator=(const Receive&) = delete;

    /** What is wrong with where it is to be saved, as far as that can be said before. */
    [[nodiscard]] std::optional<std::string> fault() const;
    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

  private:
    /** Where it will be. */
    struct Place {
        std::filesystem::path folder;
        std::string name;
    };
    struct Transfer {
        client::MemberKey key{};
        client::Resource resource;
        std::string whom;
        Place place;
        /** The sender says the digest. */
        bool digest = false;
        std::string why = {};  // it failed, in our own words
        int progress = 0;
        std::unique_ptr<client::FileSink> sink = {};
        std::unique_ptr<client::FileReceiver> receiver = {};
    };

    void provided(client::MemberKey key, const client::Resource& resource);
    [[nodiscard]] Place place_of(const client::Resource& resource) const;
    [[nodiscard]] bool unpacks(const client::Resource& resource) const;
    [[nodiscard]] client::disk::ThreadSink::Options sink_options();
    void open_sink();
    template <typename Sink>
    void sink_opened(client::disk::DiskResult<std::unique_ptr<Sink>> sink);
    void request(std::unique_ptr<client::FileSink> sink);
    void opened(client::OpenedChannel channel);
    void gone(client::MemberKey key);
    void received();
    void fail(const std::string& why);

    TaskHost& visit_;
    const ReceiveOptions options_;
    Progress progress_;
    client::disk::DiskJob job_;
    std::optional<Transfer> transfer_;
};

}  // namespace keks::rift

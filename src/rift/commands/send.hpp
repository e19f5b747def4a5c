// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "client/disk/open_file.hpp"
#include "client/disk/tar_source.hpp"
#include "client/resources/file_sender.hpp"
#include "client/session.hpp"
#include "rift/options.hpp"
#include "rift/task_host.hpp"
#include "rift/terminal/progress.hpp"

namespace keks::rift {

/** Offers one file, or several as a tar stream, to all in the room, until enough have it. */
class Send {
  public:
    /** `visit` outlives it. */
    Send(TaskHost& visit, SendOptions options);
    Send(const Send&) = delete;
    Send& operator=(const Send&) = delete;

    /** Looks at what is to be sent, and calls `ready` when it can be; otherwise ends the visit. */
    void prepare(std::function<void()> ready);
    /** What the visit is to tell us. */
    [[nodiscard]] client::SessionEvents events();

    /** What is offered; without an id before it is ready. */
    [[nodiscard]] const client::Resource& resource() const { return offer_.resource; }

  private:
    using Source = std::unique_ptr<client::BlockSource>;
    using ReadOptions = client::disk::PooledSource::Options;
    /** What is offered, and how it is read once more for each who wants it. */
    struct Offer {
        client::Resource resource;
        /** From a byte on, which is 0 where there is no file. */
        std::function<Source(std::uint64_t from, ReadOptions)> read;
        /** Of whose beginning it can be said whether it is what a receiver has. */
        std::shared_ptr<const client::disk::OpenFile> file = {};
    };
    struct Transfer {
        std::string whom;
        int progress = 0;
        std::string why = {};                               // it failed, in our own words
        std::unique_ptr<client::DataChannel> channel = {};  // until there is a sender
        client::disk::DiskJob job = {};
        std::unique_ptr<client::FileSender> sender = {};
    };

    void spool_input();
    void open_single();
    void plan_archive();
    void offer_file(client::disk::DiskResult<std::shared_ptr<const client::disk::OpenFile>> file);
    void offer_archive(client::disk::DiskResult<std::shared_ptr<const client::disk::TarPlan>> plan);
    void offer(Offer offer);
    void refuse(const client::disk::DiskError& error);

    void requested(client::MemberKey key);
    void opened(client::MemberKey key, client::OpenedChannel channel);
    void start(client::MemberKey key, std::optional<std::uint64_t> from,
               client::disk::Sha256 before);
    void sent(client::MemberKey key);
    void failed(client::MemberKey key, client::TransferFailure reason);
    void left(const client::MemberInfo& member);
    void stopped(client::MemberKey key);
    void end_if_enough();
    void drop(client::MemberKey key);
    [[nodiscard]] std::string name_of(client::MemberKey key);

    TaskHost& visit_;
    const SendOptions options_;
    Progress progress_;
    client::disk::DiskJob job_;
    std::function<void()> ready_;
    Offer offer_;
    std::map<client::MemberKey, Transfer> transfers_;
    std::uint32_t received_ = 0;
    /** Ends first: callbacks that the session still has come to nothing. */
    const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::rift

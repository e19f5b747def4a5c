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
    using Read = std::function<Source(ReadOptions)>;
    /** What follows the bytes that a receiver has already. */
    struct Rest {
        std::uint64_t from = 0;
        client::disk::Sha256 before;
        Read read;
    };
    using Skipped = std::function<void(client::disk::DiskResult<Rest>)>;
    /** What is offered, and how it is read once more for each who wants it. */
    struct Offer {
        client::Resource resource;
        /** From the beginning. */
        Read read;
        /** From so many bytes on. */
        std::function<client::disk::DiskJob(std::uint64_t bytes, Skipped)> skip;
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
    [[nodiscard]] Read read_file(std::shared_ptr<const client::disk::OpenFile> file,
                                 std::uint64_t from);
    [[nodiscard]] client::disk::DiskJob skip_in_file(
        const std::shared_ptr<const client::disk::OpenFile>& file, std::uint64_t bytes,
        Skipped skipped);
    [[nodiscard]] client::disk::DiskJob skip_archive(
        const std::shared_ptr<const client::disk::TarPlan>& plan, std::uint64_t bytes,
        Skipped skipped);
    void offer(Offer offer);
    void refuse(const client::disk::DiskError& error);

    void requested(client::MemberKey key);
    void opened(client::MemberKey key, client::OpenedChannel channel);
    [[nodiscard]] Rest whole() const { return {0, {}, offer_.read}; }
    void go_on(client::MemberKey key, const client::FileBeginning& has);
    /** `told`: the receiver waits for a word on where we begin. */
    void start(client::MemberKey key, Rest rest, bool told);
    void sent(client::MemberKey key);
    void failed(client::MemberKey key, client::TransferFailure reason);
    void left(const client::MemberInfo& member);
    void stopped(client::MemberKey key);
    void end_if_enough();
    void take_back();
    void drop(client::MemberKey key);
    [[nodiscard]] std::string name_of(client::MemberKey key);

    TaskHost& visit_;
    const SendOptions options_;
    Progress progress_;
    client::disk::DiskJob job_;
    std::function<void()> ready_;
    Offer offer_;
    /** The room hears of it, or will as soon as we are there. */
    bool offered_ = false;
    std::map<client::MemberKey, Transfer> transfers_;
    std::uint32_t received_ = 0;
    /** Ends first: callbacks that the session still has come to nothing. */
    const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::rift

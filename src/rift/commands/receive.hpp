// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/clock.hpp"
#include "client/disk/disk_sink.hpp"
#include "client/disk/lasting_sink.hpp"
#include "client/disk/tar_unpack_sink.hpp"
#include "client/resources/file_receiver.hpp"
#include "client/session.hpp"
#include "rift/options.hpp"
#include "rift/task_host.hpp"
#include "rift/terminal/progress.hpp"

namespace keks::rift {

/** Takes the first file that somebody in the room offers and sends, and ends. */
class Receive {
  public:
    enum class Takes {
        /** One of which no channel comes is passed over for the next. */
        any_offer,
        only_the_first,
    };

    /** `visit` outlives it. */
    Receive(TaskHost& visit, ReceiveOptions options, Takes takes = Takes::any_offer);
    /** What has come of one that is under way stays, to go on with. */
    ~Receive();
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
        /** It can go on from what is there already, and there is a place for that. */
        bool resumes = false;
        /** What is there. */
        std::optional<client::FileBeginning> has = {};
        /** That was left by another process. */
        bool is_others = false;
        /** That, of a file... */
        std::shared_ptr<client::disk::PartFile> part = {};
        /** ...of a folder, from another process... */
        std::shared_ptr<client::disk::PartialFolder> partial = {};
        /** ...and of what is unpacked as it comes, also before any of it is there. */
        std::shared_ptr<client::disk::LastingSink> unpacked = {};
        std::uint64_t begun = 0;  // it goes on after so many bytes
        std::string why = {};     // it failed, in our own words
        int progress = 0;
        int looks = 0;  // it is waited for, after an earlier one was broken off
        /** It is looked for what is there, which takes as long as reading that. */
        bool is_finding = false;
        /** Its sender took the offer back; what is on its way may come all the same. */
        bool withdrawn = false;
        std::unique_ptr<client::FileSink> sink = {};
        std::unique_ptr<client::FileReceiver> receiver = {};
    };

    using Offer = std::pair<client::MemberKey, client::Resource>;
    /** Whose, and by which id. */
    using OfferId = std::pair<client::MemberKey, std::string>;

    /** What was broken off, and is waited for. */
    struct Interrupted {
        OfferId offer;
        std::string label;
        std::uint64_t size = 0;
        std::string whom;
        std::string why;
        std::uint64_t bytes = 0;
        /** By the member whose it was. */
        bool withdrawn = false;
        bool is_others = false;
        std::shared_ptr<client::disk::LastingSink> unpacked = {};
        int looks = 0;
        /** Of those who offered it, in this turn. */
        std::vector<OfferId> tried = {};
        std::unique_ptr<client::Clock::Timer> timer = {};

        /** Not before the first look: by then all that came is on the disk. */
        [[nodiscard]] bool is_it(const client::Resource& resource, std::string_view who) const {
            return looks > 0 && label == resource.label && size == resource.size && whom == who;
        }
    };

    void keep();
    [[nodiscard]] bool finishes();
    [[nodiscard]] bool found_is_others() const;
    void provided(client::MemberKey key, const client::Resource& resource);
    [[nodiscard]] bool is_too_long(const client::Resource& resource) const;
    [[nodiscard]] Place place_of(const client::Resource& resource) const;
    [[nodiscard]] bool unpacks(const client::Resource& resource) const;
    [[nodiscard]] client::disk::ThreadSink::Options sink_options();
    [[nodiscard]] client::disk::TarUnpackSink::Place folder_place() const;
    [[nodiscard]] client::disk::DiskSink::Place file_place() const;
    [[nodiscard]] client::disk::DiskSink::SinkOptions file_options();
    void open_sink();
    void found(client::disk::DiskResult<std::optional<client::disk::PartFile>> part);
    void open_new();
    void open_unpacking();
    void found_folder(client::disk::DiskResult<std::optional<client::disk::PartialFolder>> partial);
    void open_new_folder();
    [[nodiscard]] bool can_unpack_on() const;
    void unpack_on();
    void await_why();
    void unpack_into(std::unique_ptr<client::disk::TarUnpackSink> sink, std::uint64_t before);
    [[nodiscard]] std::unique_ptr<client::FileSink> unpack_from(std::uint64_t from);
    [[nodiscard]] std::unique_ptr<client::FileSink> unpack_anew();
    void request();
    [[nodiscard]] std::unique_ptr<client::FileReceiver> make_receiver(
        std::unique_ptr<client::DataChannel> channel);
    [[nodiscard]] std::unique_ptr<client::FileSink> go_on(std::uint64_t from);
    void opened(client::OpenedChannel channel);
    void failed(client::TransferFailure reason);
    void no_channel(client::NoChannel reason);
    [[nodiscard]] bool pass_over(const std::string& why);
    [[nodiscard]] std::vector<Offer> offers() const;
    void withdrawn(client::MemberKey key, const client::Resource& resource);
    void broken_off(const std::string& why, bool silent = false);
    void look_again();
    void try_next();
    std::optional<Transfer> drop();
    void gone(client::MemberKey key);
    void received();
    /** By value: what it came from may end with the transfer. */
    void fail(std::string why);
    void give_up(std::string why, std::string whom);

    TaskHost& visit_;
    const ReceiveOptions options_;
    const Takes takes_;
    Progress progress_;
    client::disk::DiskJob job_;
    std::optional<Transfer> transfer_;
    std::optional<Interrupted> interrupted_;
    /** Of what is offered. */
    std::vector<OfferId> passed_over_;
    /** Ends first: callbacks that the session still has come to nothing. */
    const std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace keks::rift

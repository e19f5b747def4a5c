// SPDX-License-Identifier: AGPL-3.0-only
// How what is to be sent is found and described, and read once more for each who wants it.
#include <unistd.h>

#include <filesystem>
#include <utility>

#include "client/disk/disk_source.hpp"
#include "client/disk/spool.hpp"
#include "client/resources/file_name.hpp"
#include "rift/commands/send.hpp"

namespace keks::rift {
namespace {

namespace disk = client::disk;
namespace fs = std::filesystem;

// Of standard input, whose size has to be known before it is offered.
constexpr std::uint64_t kMostSpooled = std::uint64_t{64} << 30U;

// What a path is called as it was typed, a link by its own name; `.`, `..` and `folder/` by that of
// where they lead.
std::string end_of(const fs::path& path) {
    auto name = path.filename();
    std::error_code ignored;  // what cannot be found is told when it is opened
    if (name.empty() || name == "." || name == "..")
        name = fs::weakly_canonical(path, ignored).filename();
    return name.empty() ? "files" : name.string();
}

client::Resource file_resource(std::string label, std::uint64_t size, bool archive) {
    return {.kind = client::Resource::Kind::file,
            .id = client::make_session_id(),
            .label = std::move(label),
            .size = size,
            .archive = archive};
}

// As loud as an error: others will have less than what was named.
void tell_left_out(Console& console, const disk::TarPlan& plan) {
    for (const auto& [path, why] : plan.skipped) {
        console.error(std::string{"Left out: "}.append(path).append(" ").append(why));
        console.event({"left_out", {{"path", path}, {"reason", why}}});
    }
    const auto more = plan.skipped_count - plan.skipped.size();
    if (more == 0) return;
    console.error("Left out: " + std::to_string(more) + " more");
    console.event({"left_out", {{"more", more}}});
}

std::string temporary_folder() {
    std::error_code ignored;
    const auto folder = fs::temp_directory_path(ignored);
    return ignored ? "/tmp" : folder.string();
}

}  // namespace

void Send::spool_input() {
    disk::FileDescriptor input{::dup(STDIN_FILENO)};
    job_ = disk::spool(visit_.disk(), std::move(input),
                       {.folder = temporary_folder(), .most = kMostSpooled},
                       [this](auto file) { offer_file(std::move(file)); });
}

void Send::open_single() {
    job_ = disk::open_file(visit_.disk(), options_.paths.front(),
                           [this](auto file) { offer_file(std::move(file)); });
}

void Send::plan_archive() {
    const std::vector<fs::path> paths{options_.paths.begin(), options_.paths.end()};
    job_ =
        disk::plan_tar(visit_.disk(), paths, [this](auto plan) { offer_archive(std::move(plan)); });
}

void Send::offer_file(disk::DiskResult<std::shared_ptr<const disk::OpenFile>> file) {
    if (!file) return refuse(file.error());
    const bool is_input = options_.paths.front() == "-";
    const auto name = is_input ? "standard-input" : end_of(options_.paths.front());
    Offer offered{.resource = file_resource(name, (*file)->size, false), .read = {}, .skip = {}};
    offered.read = read_file(*file, 0);
    offered.skip = [this, file = *file](std::uint64_t bytes, Skipped skipped) {
        return skip_in_file(file, bytes, std::move(skipped));
    };
    offer(std::move(offered));
}

disk::DiskJob Send::skip_in_file(const std::shared_ptr<const disk::OpenFile>& file,
                                 std::uint64_t bytes, Skipped skipped) {
    return disk::hash_beginning(
        visit_.disk(), file, bytes,
        [this, file, bytes, skipped = std::move(skipped)](const auto& before) {
            if (!before) return skipped(before.error());
            skipped(Rest{bytes, *before, read_file(file, bytes)});
        });
}

Send::Read Send::read_file(std::shared_ptr<const disk::OpenFile> file, std::uint64_t from) {
    return [this, file = std::move(file), from](ReadOptions how) {
        return std::make_unique<disk::DiskSource>(visit_.disk(), file, from, std::move(how));
    };
}

void Send::offer_archive(disk::DiskResult<std::shared_ptr<const disk::TarPlan>> plan) {
    if (!plan) return refuse(plan.error());
    tell_left_out(visit_.console(), **plan);
    const auto name = options_.paths.size() == 1 ? end_of(options_.paths.front()) : "files";
    offer({.resource = file_resource(name + ".tar", (*plan)->size, true),
           .read =
               [this, plan = *plan](ReadOptions how) {
                   return std::make_unique<disk::TarSource>(visit_.disk(), plan, std::move(how));
               },
           .skip = [this, plan = *plan](
                       std::uint64_t bytes,
                       Skipped skipped) { return skip_archive(plan, bytes, std::move(skipped)); }});
}

disk::DiskJob Send::skip_archive(const std::shared_ptr<const disk::TarPlan>& plan,
                                 std::uint64_t bytes, Skipped skipped) {
    return disk::skip_tar(
        visit_.disk(), plan, bytes,
        [this, bytes, skipped = std::move(skipped)](disk::DiskResult<disk::TarRest> found) {
            if (!found) return skipped(found.error());
            auto before = found->before;
            // Read once; a function has to be one that could be copied.
            const auto rest = std::make_shared<disk::TarRest>(*std::move(found));
            skipped(Rest{bytes, before, [this, rest](ReadOptions how) {
                             return std::make_unique<disk::TarSource>(
                                 visit_.disk(), std::move(*rest), std::move(how));
                         }});
        });
}

void Send::offer(Offer offer) {
    offer_ = std::move(offer);
    auto& label = offer_.resource.label;
    const auto wanted = options_.name.empty() ? label : options_.name;
    label = client::safe_file_name(wanted);
    if (label != disk::shown(wanted))
        visit_.console().notice(disk::shown(wanted) + " is offered as " + label +
                                ", a name that every system can save and shows");
    std::exchange(ready_, nullptr)();
}

void Send::refuse(const disk::DiskError& error) {
    visit_.console().error(error.why);
    visit_.console().event({"failed", {{"reason", error.why}}});
    visit_.end(ExitCode::failed);
}

}  // namespace keks::rift

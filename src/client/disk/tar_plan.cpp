// SPDX-License-Identifier: AGPL-3.0-only
#include <algorithm>
#include <system_error>
#include <utility>

#include "client/disk/tar_mark.hpp"
#include "client/disk/tar_source.hpp"
#include "client/disk/tar_writer.hpp"
#include "client/disk/utf8_locale.hpp"

namespace keks::client::disk {
namespace {

namespace fs = std::filesystem;

using Planned = DiskResult<std::shared_ptr<const TarPlan>>;

// What a path is called in the archive: also `.`, `..` and `folder/` have a name.
DiskResult<std::string> name_of(const fs::path& path) {
    auto name = path.filename();
    if (name.empty() || name == "." || name == "..") {
        std::error_code error;
        name = fs::canonical(path, error).filename();
        if (error) return read_error(error.value(), path.native());
    }
    if (name.empty())
        return DiskError{TransferFailure::refused, "the root of all folders has no name to send"};
    return name.native();
}

DiskResult<std::vector<TreeWalk::Root>> roots_of(const std::vector<fs::path>& paths) {
    std::vector<TreeWalk::Root> roots;
    for (const auto& path : paths) {
        auto name = name_of(path);
        if (!name) return name.error();
        const bool twice = std::any_of(roots.begin(), roots.end(),
                                       [&](const auto& root) { return root.name == *name; });
        if (twice)
            return DiskError{TransferFailure::refused,
                             "two of the paths end in the same name: " + shown(*name)};
        roots.push_back({path, *std::move(name)});
    }
    return roots;
}

std::optional<DiskError> add(TarPlan& plan, const TarEntry& entry) {
    if (plan.marks.size() == TarPlan::kMost)
        return DiskError{
            TransferFailure::refused,
            "these are more than " + std::to_string(TarPlan::kMost) + " files and folders"};
    const auto length = tar_length(entry);
    if (!length) return length.error();
    plan.marks.push_back(mark_of(entry));
    plan.size += *length;
    return std::nullopt;
}

// What no receiver would take: the first of it, and how much in all.
struct Unfit {
    static constexpr std::size_t kMostNamed = 10;

    void add(const TreeWalk::Omission& one) {
        if (count++ < kMostNamed) words += one.path + " " + one.why + "; ";
    }
    [[nodiscard]] DiskError error() const {
        const auto more = count - std::min(count, kMostNamed);
        return {TransferFailure::refused,
                words + (more == 0 ? "" : "and " + std::to_string(more) + " more; ") +
                    (count == 1 ? "rename it" : "rename them") + " before sending"};
    }

    std::string words;
    std::size_t count = 0;
};

Planned plan_now(const std::vector<fs::path>& paths, const StopFlag& stop) {
    const Utf8Locale locale;
    auto roots = roots_of(paths);
    if (!roots) return roots.error();
    auto plan = std::make_shared<TarPlan>();
    plan->roots = *std::move(roots);
    Unfit unfit;
    TreeWalk walk{plan->roots,
                  {.skipped =
                       [&](TreeWalk::Omission omission) {
                           if (plan->skipped_count++ < TarPlan::kMostSkipped)
                               plan->skipped.push_back(std::move(omission));
                       },
                   .unfit = [&](const TreeWalk::Omission& one) { unfit.add(one); }}};
    while (!stop) {
        const auto entry = walk.next();
        if (!entry) return entry.error();
        if (!*entry) break;
        if (auto error = add(*plan, **entry)) return *std::move(error);
    }
    if (unfit.count > 0) return unfit.error();
    if (plan->marks.empty())
        return DiskError{TransferFailure::refused, "there is nothing in it that can be sent"};
    plan->size += TarWriter::kEnd;
    return std::shared_ptr<const TarPlan>{std::move(plan)};
}

}  // namespace

DiskJob plan_tar(DiskThreads& threads, std::vector<fs::path> paths, TarPlanned planned) {
    return threads.job(
        [paths = std::move(paths)](const StopFlag& stop) { return plan_now(paths, stop); },
        std::move(planned));
}

}  // namespace keks::client::disk

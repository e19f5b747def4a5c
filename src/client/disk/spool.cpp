// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/spool.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

namespace keks::client::disk {
namespace {

using Spooled = DiskResult<std::shared_ptr<const OpenFile>>;

constexpr std::string_view kName = "standard input";
constexpr std::size_t kReadAtOnce = std::size_t{256} * 1024;
// Between two looks at whether we wait in vain.
constexpr int kPatienceMs = 100;

DiskError with_advice(DiskError error) {
    error.why += "; TMPDIR chooses another folder";
    return error;
}

FileDescriptor open_nameless(const std::filesystem::path& folder) {
    FileDescriptor file{uninterrupted(
        [&] { return ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); })};
    if (file || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return file;
    // A file system that knows no files without a name.
    auto name = (folder / "rift-XXXXXX").string();
    file = FileDescriptor{::mkostemp(name.data(), O_CLOEXEC)};
    if (file) ::unlink(name.c_str());
    return file;
}

Spooled file_itself(FileDescriptor input, off_t size) {
    const auto begin = std::max<off_t>(::lseek(input.get(), 0, SEEK_CUR), 0);
    return std::make_shared<const OpenFile>(
        std::move(input), static_cast<std::uint64_t>(begin),
        static_cast<std::uint64_t>(std::max(size - begin, off_t{0})), std::string{kName});
}

class Spool {
  public:
    Spool(FileDescriptor input, const SpoolOptions& options, const StopFlag& stop)
        : input_{std::move(input)}, options_{options}, stop_{stop} {}

    Spooled run() {
        file_ = open_nameless(options_.folder);
        if (!file_) return with_advice(write_error(errno, options_.folder.native()));
        std::vector<std::byte> buffer(kReadAtOnce);
        while (true) {
            const auto length = read(buffer);
            if (length < 0) return read_error(errno, kName);
            if (length == 0) break;
            if (auto error = append(std::span{buffer}.first(static_cast<std::size_t>(length))))
                return *std::move(error);
        }
        return std::make_shared<const OpenFile>(std::move(file_), 0, size_, std::string{kName});
    }

  private:
    // Someone may type it: meanwhile we look at whether it is still wanted. Stopped, it ends here.
    [[nodiscard]] ssize_t read(std::span<std::byte> room) const {
        pollfd waiting{.fd = input_.get(), .events = POLLIN, .revents = 0};
        while (!stop_) {
            if (::poll(&waiting, 1, kPatienceMs) == 0) continue;
            const auto length =
                uninterrupted([&] { return ::read(input_.get(), room.data(), room.size()); });
            if (length >= 0 || errno != EAGAIN) return length;
        }
        return 0;
    }

    std::optional<DiskError> append(std::span<const std::byte> bytes) {
        if (bytes.size() > options_.most - size_)
            return DiskError{TransferFailure::refused, std::string{kName} + " is longer than the " +
                                                           std::to_string(options_.most) +
                                                           " bytes that are allowed"};
        while (!bytes.empty()) {
            const auto written =
                uninterrupted([&] { return ::write(file_.get(), bytes.data(), bytes.size()); });
            if (written < 0) return with_advice(write_error(errno, options_.folder.native()));
            size_ += static_cast<std::uint64_t>(written);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return std::nullopt;
    }

    FileDescriptor input_;
    const SpoolOptions& options_;
    const StopFlag& stop_;
    FileDescriptor file_;
    std::uint64_t size_ = 0;
};

Spooled spool_now(FileDescriptor input, const SpoolOptions& options, const StopFlag& stop) {
    struct stat status {};
    if (::fstat(input.get(), &status) != 0) return read_error(errno, kName);
    if (S_ISDIR(status.st_mode)) return read_error(EISDIR, kName);
    if (S_ISREG(status.st_mode)) return file_itself(std::move(input), status.st_size);
    return Spool{std::move(input), options, stop}.run();
}

}  // namespace

DiskJob spool(DiskThreads& threads, FileDescriptor input, SpoolOptions options, FileOpened opened) {
    return threads.job(
        [input = std::move(input), options = std::move(options)](const StopFlag& stop) mutable {
            return spool_now(std::move(input), options, stop);
        },
        std::move(opened));
}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/fd_sink.hpp"

#include <poll.h>
#include <sys/stat.h>

#include <algorithm>
#include <climits>
#include <utility>

namespace keks::client::disk {
namespace {

constexpr std::string_view kName = "standard output";
// Between two looks at whether we wait in vain.
constexpr int kPatienceMs = 100;

class DescriptorConsumer : public ThreadSink::Consumer {
  public:
    explicit DescriptorConsumer(FileDescriptor descriptor) : descriptor_{std::move(descriptor)} {
        struct stat status {};
        may_wait_ = ::fstat(descriptor_.get(), &status) != 0 || !S_ISREG(status.st_mode);
    }

    std::optional<DiskError> consume(Feed& feed) override {
        while (const auto bytes = feed.next()) {
            if (bytes->empty()) return std::nullopt;
            if (auto error = write(*bytes, feed)) return error;
        }
        return feed.failure();
    }

  private:
    std::optional<DiskError> write(std::span<const std::byte> bytes, const Feed& feed) {
        while (!bytes.empty()) {
            if (may_wait_ && !wait_for_room(feed)) return feed.failure();
            // Others share the descriptor's flags, so that it stays blocking; but what is ready for
            // writing takes this much without waiting (pipe(7)).
            const auto most = may_wait_ ? std::size_t{PIPE_BUF} : bytes.size();
            const auto written = uninterrupted([&] {
                return ::write(descriptor_.get(), bytes.data(), std::min(most, bytes.size()));
            });
            if (written < 0 && errno == EAGAIN) continue;
            if (written < 0) return write_error(errno, kName);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return std::nullopt;
    }

    // Errors of the descriptor count as room: writing tells which.
    [[nodiscard]] bool wait_for_room(const Feed& feed) const {
        pollfd waiting{.fd = descriptor_.get(), .events = POLLOUT, .revents = 0};
        while (::poll(&waiting, 1, kPatienceMs) == 0) {
            if (feed.abandoned()) return false;
        }
        return true;
    }

    FileDescriptor descriptor_;
    bool may_wait_ = true;
};

}  // namespace

FdSink::FdSink(DiskThreads& threads, FileDescriptor descriptor, Options options)
    : ThreadSink{threads, std::move(options),
                 std::make_unique<DescriptorConsumer>(std::move(descriptor))} {}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/disk_threads.hpp"

#include <pthread.h>

#include <csignal>
#include <system_error>

namespace keks::client::disk {
namespace {

// Threads inherit the mask of the one that starts them.
class WithoutSignals {
  public:
    WithoutSignals() {
        sigset_t all;
        sigfillset(&all);
        for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) sigdelset(&all, fault);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~WithoutSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    WithoutSignals(const WithoutSignals&) = delete;
    WithoutSignals& operator=(const WithoutSignals&) = delete;

  private:
    sigset_t before_{};
};

std::unique_ptr<boost::asio::thread_pool> make_pool(std::size_t size) {
    const WithoutSignals block;
    return std::make_unique<boost::asio::thread_pool>(size);
}

}  // namespace

DiskThreads::DiskThreads(boost::asio::any_io_executor loop, std::size_t pool_size)
    : loop_{std::move(loop)}, pool_{make_pool(pool_size)} {}

DiskThreads::~DiskThreads() {
    for (auto& each : apart_) each.thread.join();
    pool_->join();
}

void DiskThreads::start(std::unique_ptr<AnyBody> body) {
    apart_.remove_if([](Apart& each) {
        if (!*each.ended) return false;
        each.thread.join();
        return true;
    });
    auto ended = std::make_shared<std::atomic<bool>>(false);
    const std::shared_ptr<AnyBody> shared = std::move(body);
    try {
        const WithoutSignals block;
        apart_.push_back({std::thread{[shared, ended] {
                              shared->run();
                              *ended = true;
                          }},
                          ended});
    } catch (const std::system_error&) {
        // The system has no thread left for us: then later, and in turn.
        boost::asio::post(*pool_, [shared] { shared->run(); });
    }
}

}  // namespace keks::client::disk

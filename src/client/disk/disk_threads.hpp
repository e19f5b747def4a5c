// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <thread>
#include <utility>

namespace keks::client::disk {

/** Looked at by what takes long. */
using StopFlag = std::atomic<bool>;

/** Something that a thread does. When the handle ends, it stops soon, and calls nothing back. */
class DiskJob {
  public:
    DiskJob() = default;
    explicit DiskJob(std::shared_ptr<StopFlag> stop) : stop_{std::move(stop)} {}
    DiskJob(DiskJob&&) noexcept = default;
    DiskJob& operator=(DiskJob&& other) noexcept {
        std::swap(stop_, other.stop_);
        return *this;
    }
    DiskJob(const DiskJob&) = delete;
    DiskJob& operator=(const DiskJob&) = delete;
    ~DiskJob() {
        if (stop_) *stop_ = true;
    }

  private:
    std::shared_ptr<StopFlag> stop_;
};

/**
 * The threads that wait for disks in place of the loop. Used on the loop, which has work as long as
 * an answer is to come. Signals go to other threads: a write that fails with SIGPIPE or SIGXFSZ
 * fails with an error here. Outlives whatever uses it.
 */
class DiskThreads {
  public:
    explicit DiskThreads(boost::asio::any_io_executor loop, std::size_t pool_size = 2);
    /** Waits until all has ended: what was given up has removed its traces then. */
    ~DiskThreads();
    DiskThreads(const DiskThreads&) = delete;
    DiskThreads& operator=(const DiskThreads&) = delete;

    /** Runs `work()`, which is short, on the shared pool, then `done(result)` on the loop. */
    template <typename Work, typename Done>
    void share(Work work, Done done) {
        boost::asio::post(*pool_, and_then(std::move(work), std::move(done)));
    }

    /** Runs `work()`, which may take long, on a thread of its own, then `done(result)` on the loop.
     */
    template <typename Work, typename Done>
    void apart(Work work, Done done) {
        auto call = and_then(std::move(work), std::move(done));
        start(std::make_unique<Body<decltype(call)>>(std::move(call)));
    }

    /** The same for `work(stop_flag)`, as long as the job's handle is kept. */
    template <typename Work, typename Done>
    [[nodiscard]] DiskJob job(Work work, Done done) {
        auto stop = std::make_shared<StopFlag>(false);
        apart([stop, work = std::move(work)]() mutable { return work(std::as_const(*stop)); },
              [stop, done = std::move(done)](auto result) mutable {
                  if (!*stop) done(std::move(result));
              });
        return DiskJob{std::move(stop)};
    }

    [[nodiscard]] const boost::asio::any_io_executor& loop() const { return loop_; }

  private:
    struct AnyBody {
        virtual ~AnyBody() = default;
        virtual void run() = 0;
    };
    template <typename Call>
    struct Body : AnyBody {
        explicit Body(Call given) : call{std::move(given)} {}
        void run() override { call(); }
        Call call;
    };
    struct Apart {
        std::thread thread;
        std::shared_ptr<std::atomic<bool>> ended;
    };

    template <typename Work, typename Done>
    auto and_then(Work work, Done done) {
        return [loop = boost::asio::make_work_guard(loop_), work = std::move(work),
                done = std::move(done)]() mutable {
            boost::asio::post(
                loop.get_executor(),
                [done = std::move(done), result = work()]() mutable { done(std::move(result)); });
        };
    }
    void start(std::unique_ptr<AnyBody> body);

    boost::asio::any_io_executor loop_;
    std::list<Apart> apart_;
    const std::unique_ptr<boost::asio::thread_pool> pool_;
};

}  // namespace keks::client::disk

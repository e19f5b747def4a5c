// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/require.hpp>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <utility>

namespace keks::test {

/** How many tasks other threads have given to a loop. */
class Posts {
  public:
    /** From the loop's thread; begins to count anew. */
    void begin() {
        const std::scoped_lock lock{mutex_};
        loop_ = std::this_thread::get_id();
        count_ = 0;
    }

    /** From the loop's thread, which is held meanwhile. False: there are not so many before
     * anything is over that works. */
    [[nodiscard]] bool wait_for(std::size_t count) {
        constexpr std::chrono::seconds patience{30};
        std::unique_lock lock{mutex_};
        return more_.wait_for(lock, patience, [&] { return count_ >= count; });
    }

    void add() {
        const std::scoped_lock lock{mutex_};
        if (std::this_thread::get_id() == loop_) return;
        ++count_;
        more_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable more_;
    std::thread::id loop_;
    std::size_t count_ = 0;
};

/** Another executor that counts what it is given. `Posts` has to outlive it. */
template <typename Inner>
class CountingExecutor {
  public:
    CountingExecutor(Inner inner, Posts& posts) : inner_(std::move(inner)), posts_(&posts) {}

    template <typename Task>
    void execute(Task&& task) const {
        inner_.execute(std::forward<Task>(task));
        posts_->add();
    }

    template <typename Property>
        requires boost::asio::can_query_v<const Inner&, Property>
    [[nodiscard]] decltype(auto) query(const Property& property) const {
        return boost::asio::query(inner_, property);
    }

    template <typename Property>
        requires boost::asio::can_require_v<const Inner&, Property>
    [[nodiscard]] auto require(const Property& property) const {
        return with(boost::asio::require(inner_, property));
    }

    template <typename Property>
        requires boost::asio::can_prefer_v<const Inner&, Property>
    [[nodiscard]] auto prefer(const Property& property) const {
        return with(boost::asio::prefer(inner_, property));
    }

    bool operator==(const CountingExecutor&) const noexcept = default;

  private:
    template <typename Other>
    [[nodiscard]] CountingExecutor<Other> with(Other inner) const {
        return {std::move(inner), *posts_};
    }

    Inner inner_;
    Posts* posts_;
};

}  // namespace keks::test

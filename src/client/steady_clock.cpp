// SPDX-License-Identifier: AGPL-3.0-only
#include "client/steady_clock.hpp"

#include <boost/asio/steady_timer.hpp>
#include <utility>

namespace keks::client {
namespace {

class SteadyTimer final : public Clock::Timer {
  public:
    SteadyTimer(const boost::asio::any_io_executor& loop, std::chrono::milliseconds delay,
                std::function<void()> run)
        : timer_(loop, delay) {
        // Cancelled in time, it may yet have expired: then its end is on its way with success.
        timer_.async_wait([alive = std::weak_ptr{alive_}, run = std::move(run)](auto error) {
            if (!error && !alive.expired()) run();
        });
    }

  private:
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    boost::asio::steady_timer timer_;
};

class SteadyClock final : public Clock {
  public:
    explicit SteadyClock(boost::asio::any_io_executor loop) : loop_(std::move(loop)) {}

    std::unique_ptr<Timer> after(std::chrono::milliseconds delay,
                                 std::function<void()> run) override {
        return std::make_unique<SteadyTimer>(loop_, delay, std::move(run));
    }

  private:
    boost::asio::any_io_executor loop_;
};

}  // namespace

std::unique_ptr<Clock> make_clock(boost::asio::any_io_executor loop) {
    return std::make_unique<SteadyClock>(std::move(loop));
}

}  // namespace keks::client

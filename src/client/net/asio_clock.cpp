// SPDX-License-Identifier: AGPL-3.0-only
#include "client/net/asio_clock.hpp"

#include <boost/asio/steady_timer.hpp>

namespace keks::client::net {
namespace {

class AsioTimer final : public Clock::Timer {
  public:
    AsioTimer(const boost::asio::any_io_executor& loop, std::chrono::milliseconds wait,
              std::function<void()> call)
        : timer_(loop, wait) {
        // The handler outlives the timer that is destroyed when it is due already.
        timer_.async_wait([wanted = std::weak_ptr<bool>{wanted_},
                           call = std::move(call)](boost::system::error_code error) {
            if (!error && !wanted.expired()) call();
        });
    }

  private:
    std::shared_ptr<bool> wanted_ = std::make_shared<bool>();
    boost::asio::steady_timer timer_;
};

}  // namespace

std::unique_ptr<Clock::Timer> AsioClock::after(std::chrono::milliseconds wait,
                                               std::function<void()> call) {
    return std::make_unique<AsioTimer>(loop_, wait, std::move(call));
}

}  // namespace keks::client::net

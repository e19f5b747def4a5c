// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <utility>

#include "client/signaling/clock.hpp"

namespace keks::client::net {

/** The loop's steady clock. */
class AsioClock final : public Clock {
  public:
    explicit AsioClock(boost::asio::any_io_executor loop) : loop_(std::move(loop)) {}

    std::unique_ptr<Timer> after(std::chrono::milliseconds wait,
                                 std::function<void()> call) override;

  private:
    boost::asio::any_io_executor loop_;
};

}  // namespace keks::client::net

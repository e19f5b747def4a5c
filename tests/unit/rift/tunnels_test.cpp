// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/ports/tunnels.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

namespace keks::rift {
namespace {

// Counts what is said; nothing else is asked of it.
class QuietHost final : public TaskHost {
  public:
    void before_joining(std::function<void(client::Session&)> /*call*/) override {}
    [[nodiscard]] client::Session& session() override { throw std::logic_error{"no session"}; }
    [[nodiscard]] client::disk::DiskThreads& disk() override { throw std::logic_error{"no disk"}; }
    [[nodiscard]] client::Clock& clock() override { throw std::logic_error{"no clock"}; }
    [[nodiscard]] Console& console() override {
        ++said;
        return console_;
    }
    [[nodiscard]] boost::asio::io_context& loop() override { throw std::logic_error{"no loop"}; }
    void on_interrupt(std::function<void(Interruption)> /*call*/) override {}
    void end(ExitCode /*code*/) override {}

    int said = 0;

  private:
    Console console_{{.json = false, .quiet = true}};
};

TEST(Tunnels, TellWhyAChannelDoesNotCome) {
    QuietHost host;
    Tunnels tunnels{host};
    const auto on_channel = tunnels.on_channel(tunnels.begin({.key = {}, .name = "Bob"}));
    on_channel(client::NoChannel::silent);
    EXPECT_EQ(host.said, 1);
    on_channel(client::NoChannel::silent);
    EXPECT_EQ(host.said, 1) << "it is dropped by then";
}

TEST(Tunnels, MayEndBeforeTheSessionSaysWhatCameOfAChannel) {
    QuietHost host;
    std::optional<Tunnels> tunnels{std::in_place, host};
    const auto on_channel = tunnels->on_channel(tunnels->begin({.key = {}, .name = "Bob"}));
    tunnels.reset();
    on_channel(client::NoChannel::silent);
    EXPECT_EQ(host.said, 0);
}

}  // namespace
}  // namespace keks::rift

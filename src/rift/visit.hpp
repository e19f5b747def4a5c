// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/disk/disk_threads.hpp"
#include "client/fetch_client_config.hpp"
#include "client/peer_connection.hpp"
#include "client/server_trust.hpp"
#include "client/server_uri.hpp"
#include "client/session.hpp"
#include "client/signaling.hpp"
#include "client/steady_clock.hpp"
#include "rift/exit_code.hpp"
#include "rift/task_host.hpp"
#include "rift/terminal/console.hpp"

namespace keks::rift {

struct VisitOptions {
    client::ServerUri server;
    client::ServerTrust trust;
    std::string username;
};

/**
 * One visit to a room: puts together all that a command needs, and runs it until somebody says how
 * it ends. Uses one thread for itself.
 */
class Visit final : public TaskHost {
  public:
    Visit(Console& console, VisitOptions options);
    ~Visit() override;
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    void before_joining(std::function<void(client::Session&)> call) override {
        before_joining_.push_back(std::move(call));
    }

    /**
     * Comes into the room of this secret, and tells what happens there. `failed` and `lost` are
     * told to the user here, before they are passed on. Ends with ExitCode::no_server where there
     * is no way into it for 20 s; later outages last as long as they do. Takes some tenths of a
     * second of CPU time.
     * Throws std::runtime_error where OpenSSL cannot derive keys.
     */
    void enter(const std::string& secret, client::SessionEvents events);

    /** From enter() on, as soon as events come. */
    [[nodiscard]] client::Session& session() override { return *session_; }
    [[nodiscard]] client::disk::DiskThreads& disk() override { return disk_; }
    [[nodiscard]] client::Clock& clock() override { return *clock_; }
    [[nodiscard]] Console& console() override { return console_; }
    [[nodiscard]] boost::asio::io_context& loop() override { return loop_; }

    void on_interrupt(std::function<void(Interruption)> call) override {
        interrupted_.push_back(std::move(call));
    }

    void lets_finish(const std::function<bool()>& is_finishing) override {
        finishing_.push_back(is_finishing);
    }

    /** Called first of all when there is a signal: true, and nothing else comes of it. */
    void on_signal(std::function<bool(int)> call) { signalled_ = std::move(call); }

    /** Leaves in order. The first who says so counts. */
    void end(ExitCode code) override;

    /** Returns when end() was called and all is done. */
    [[nodiscard]] ExitCode run();

  private:
    void await_signal();
    [[nodiscard]] bool lets_one_finish();
    void join(client::SessionEvents events, std::vector<client::IceServer> servers);
    void left();
    void out_of_reach(const std::string& reason);
    void no_server(const std::string& reason);

    Console& console_;
    const VisitOptions options_;
    boost::asio::io_context loop_{1};
    boost::asio::signal_set signals_{loop_};
    std::unique_ptr<client::Clock> clock_ = client::make_clock(loop_.get_executor());
    client::disk::DiskThreads disk_{loop_.get_executor()};
    std::unique_ptr<client::PeerConnectionFactory> peers_;
    std::optional<crypto::RoomKeys> keys_;
    std::unique_ptr<client::ConfigFetch> config_;
    std::unique_ptr<client::Signaling> signaling_;
    std::unique_ptr<client::Session> session_;
    std::vector<std::function<void(client::Session&)>> before_joining_;
    std::vector<std::function<void(Interruption)>> interrupted_;
    /** Until they were asked. */
    std::vector<std::function<bool()>> finishing_;
    /** Until we are in the room for the first time. */
    std::unique_ptr<client::Clock::Timer> until_joined_;
    std::string trouble_ = "it does not answer";
    std::function<bool(int)> signalled_ = [](int) { return false; };
    std::optional<ExitCode> code_;
};

}  // namespace keks::rift

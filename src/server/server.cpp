// SPDX-License-Identifier: AGPL-3.0-only
#include "server/server.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <optional>
#include <utility>
#include <vector>

#include "server/http/router.hpp"
#include "server/id_source.hpp"
#include "server/net/context.hpp"
#include "server/net/handshake.hpp"
#include "server/net/listener.hpp"
#include "server/net/signals.hpp"
#include "server/net/timer.hpp"
#include "server/net/websocket_frame.hpp"

namespace keks::server {
namespace {

using std::chrono::steady_clock;

// Often enough for the shortest of the configured times, rarely enough to cost nothing.
std::chrono::milliseconds tick_interval(const Config::Limits& limits) {
    const std::chrono::milliseconds shortest =
        std::min({limits.request_timeout, limits.idle_timeout, limits.close_timeout});
    return std::clamp(shortest / 8, std::chrono::milliseconds{50}, std::chrono::milliseconds{1000});
}

Hub::Options hub_options(const Config& config, IdSource& ids, FrameLedger& ledger) {
    return {.version = version(),
            .room_watches = config.features.room_watches,
            .new_id = [&ids] { return ids.next(); },
            .encode = [&ledger](const auto& packets) { return text_frames(ledger, packets); }};
}

Service site_service(const Config& config, std::shared_ptr<const AssetStore> assets) {
    const auto site = std::make_shared<const Site>(std::move(assets), config, version());
    return {.respond = [site](const Request& request) { return respond(request, *site); },
            .signaling = true};
}

}  // namespace

std::string version() {
    return "keks-meet " KEKS_VERSION;
}

class Server::Impl {
  public:
    Impl(const Config& config, std::shared_ptr<const AssetStore> assets)
        : config_(config),
          site_listener_(net_, config_.server.bind, site_service(config_, std::move(assets))) {
        require_handshakes();
        if (config_.metrics.bind)
            metrics_listener_.emplace(net_, *config_.metrics.bind, metrics_service());
        loop_.on_turn_end([this] { end_turn(); });
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    [[nodiscard]] std::string url() const { return site_listener_.url(); }
    [[nodiscard]] std::string metrics_url() const {
        return metrics_listener_ ? metrics_listener_->url() + "metrics" : "";
    }

    int run();

  private:
    [[nodiscard]] Service metrics_service();
    [[nodiscard]] Response metrics_response(const Request& request) const;
    [[nodiscard]] Gauges gauges() const;
    void on_signal(int signal);
    void begin_stop(int signal);
    void stop_listening();
    void end_sessions();
    void schedule_tick();
    void tick();
    void end_turn();
    void hold_to_bound();

    Config config_;
    EventLoop loop_;
    FrameLedger ledger_;
    Counters counters_;
    IdSource ids_{IdSource::random_key()};
    Hub hub_{hub_options(config_, ids_, ledger_)};
    NetContext net_{.loop = loop_,
                    .hub = hub_,
                    .ledger = ledger_,
                    .counters = counters_,
                    .limits = config_.limits,
                    .sessions = {},
                    .addresses = AddressLimit{config_.limits.connections_per_address},
                    .relay_run = RelayRun{hub_},
                    .now = steady_clock::now()};
    Listener site_listener_;
    std::optional<Listener> metrics_listener_;
    Signals signals_{loop_, {SIGINT, SIGTERM}, [this](int signal) { on_signal(signal); }};
    Timer timer_{loop_, [this] { tick(); }};
    TimePoint stop_deadline_;
    int exit_code_ = 0;
};

int Server::Impl::run() {
    site_listener_.start();
    if (metrics_listener_) metrics_listener_->start();
    schedule_tick();
    try {
        loop_.run();
    } catch (...) {
        end_sessions();
        throw;
    }
    end_sessions();
    return exit_code_;
}

Service Server::Impl::metrics_service() {
    return {.respond = [this](const Request& request) {
        Response response = metrics_response(request);
        if (request.method == "HEAD") drop_body(response);
        return response;
    }};
}

Response Server::Impl::metrics_response(const Request& request) const {
    if (request.target != "/metrics") return error_response(404, "Only /metrics is here.\n");
    if (request.method != "GET" && request.method != "HEAD") {
        Response refusal = error_response(405, "Only GET and HEAD are possible here.\n");
        refusal.headers.push_back({"Allow", "GET, HEAD"});
        return refusal;
    }
    std::string text = exposition(counters_, gauges());
    Response response = make_response(200);
    response.headers.push_back({"Content-Type", "text/plain; version=0.0.4"});
    response.content_length = text.size();
    response.body = std::move(text);
    return response;
}

Gauges Server::Impl::gauges() const {
    const Hub::Stats hub = hub_.stats();
    return {.connections = net_.connections,
            .websockets = net_.websockets,
            .rooms = hub.rooms,
            .watched_rooms = hub.watched_rooms,
            .message_bytes = ledger_.live_bytes()};
}

void Server::Impl::on_signal(int signal) {
    if (!net_.stopping) return begin_stop(signal);
    spdlog::warn("second signal: ending at once");
    exit_code_ = 128 + signal;
    loop_.stop();
}

void Server::Impl::begin_stop(int signal) {
    spdlog::info("stopping at signal {}", signal);
    net_.stopping = true;
    net_.now = steady_clock::now();
    stop_deadline_ = net_.now + config_.limits.close_timeout;
    stop_listening();
    for (Session& session : net_.sessions) session.stop(net_.now);
    timer_.cancel();
    tick();
}

void Server::Impl::stop_listening() {
    site_listener_.stop();
    if (metrics_listener_) metrics_listener_->stop();
}

// Sessions refer to all that this object holds, so none may outlive it inside the loop. What has
// been accepted may need a few turns to become a session that can be ended.
void Server::Impl::end_sessions() {
    constexpr int kTurns = 100;
    net_.stopping = true;
    stop_listening();
    timer_.cancel();
    for (int turn = 0; turn < kTurns && net_.connections > 0; ++turn) {
        for (Session& session : net_.sessions) session.abort();
        loop_.poll();
    }
}

void Server::Impl::schedule_tick() {
    timer_.expire_after(tick_interval(config_.limits));
}

void Server::Impl::tick() {
    net_.now = steady_clock::now();
    for (auto next = net_.sessions.begin(); next != net_.sessions.end();) (next++)->tick(net_.now);
    if (net_.stopping && net_.now >= stop_deadline_) return loop_.stop();
    schedule_tick();
}

void Server::Impl::end_turn() {
    if (net_.stopping && net_.connections == 0) return loop_.stop();
    hold_to_bound();
}

// Those who hold the most bytes give way, as many as it takes. What they share is counted for each,
// and what they are reading is free a turn later, so the next turn looks again.
void Server::Impl::hold_to_bound() {
    const std::size_t live = ledger_.live_bytes();
    if (live <= config_.limits.total_outbox_bytes) return;
    std::size_t excess = live - config_.limits.total_outbox_bytes;
    std::vector<std::pair<std::size_t, Session*>> holders;
    for (Session& session : net_.sessions)
        if (session.held_bytes() > 0) holders.emplace_back(session.held_bytes(), &session);
    std::sort(holders.begin(), holders.end(), std::greater<>{});
    for (const auto& [bytes, session] : holders) {
        session->give_way();
        if (bytes >= excess) return;
        excess -= bytes;
    }
}

Server::Server(const Config& config, std::shared_ptr<const AssetStore> assets)
    : impl_(std::make_unique<Impl>(config, std::move(assets))) {}

Server::~Server() = default;

std::string Server::url() const {
    return impl_->url();
}
std::string Server::metrics_url() const {
    return impl_->metrics_url();
}
int Server::run() {
    return impl_->run();
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "rift/visit.hpp"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "client/make_signaling.hpp"

namespace keks::rift {
namespace {

// Some six attempts: longer than a server takes that is started again.
constexpr std::chrono::seconds kWayIn{20};

constexpr std::string_view kOverTls =
    "The server names a STUN or TURN server over TLS (stuns: or turns:), which rift does not "
    "speak, so that some connections may fail. Who runs the server can name it with stun: or turn:";

// As by nohup, or by shells for what they run in the background.
bool is_ignored(int signal) {
    struct sigaction action {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

}  // namespace

Visit::Visit(Console& console, VisitOptions options)
    : console_(console), options_(std::move(options)) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        if (!is_ignored(signal)) signals_.add(signal);
    await_signal();
}

Visit::~Visit() = default;

void Visit::await_signal() {
    signals_.async_wait([this](boost::system::error_code error, int signal) {
        if (error) return;
        if (signalled_(signal) || lets_one_finish()) return await_signal();
        const auto why = signal == SIGINT ? Interruption::unwanted : Interruption::ending;
        for (const auto& call : interrupted_) call(why);
        const bool again = code_.has_value();
        end(static_cast<ExitCode>(128 + signal));
        // Who asks twice does not want to wait for a server.
        if (again) return loop_.stop();
        await_signal();
    });
}

bool Visit::lets_one_finish() {
    return std::ranges::any_of(std::exchange(finishing_, {}),
                               [](const auto& is_finishing) { return is_finishing(); });
}

void Visit::enter(const std::string& secret, client::SessionEvents events) {
    auto keys = crypto::derive_room_keys(secret);
    if (!keys) throw std::runtime_error{"this machine's OpenSSL does not derive the room's keys"};
    keys_ = *keys;
    until_joined_ = clock_->after(kWayIn, [this] {
        no_server("The server is out of reach: " + trouble_ +
                  ". Is --signaling-uri right, and does the server run?");
    });
    peers_ = client::make_webrtc_factory(loop_.get_executor());
    config_ = client::fetch_client_config(
        loop_.get_executor(), options_.server, {.trust = options_.trust},
        [this, events = std::move(events)](const client::ConfigResult& config) mutable {
            if (code_) return;
            // Whether the server can be used at all, signalling finds out and tells.
            auto servers = config ? config->ice_servers : std::vector<client::IceServer>{};
            if (std::ranges::any_of(servers, client::is_over_tls)) console_.notice(kOverTls);
            join(std::move(events), std::move(servers));
        });
}

void Visit::join(client::SessionEvents events, std::vector<client::IceServer> servers) {
    events.joined = [this, joined = std::move(events.joined)] {
        until_joined_.reset();
        if (joined) joined();
    };
    events.lost = [this, lost = std::move(events.lost)](const std::string& reason,
                                                        std::chrono::milliseconds pause) {
        out_of_reach(reason);
        if (lost) lost(reason, pause);
    };
    events.failed = [this, failed = std::move(events.failed)](const std::string& reason) {
        if (failed) failed(reason);
        no_server(reason);
    };
    signaling_ = client::make_signaling(loop_.get_executor(), options_.server, keys_->hash,
                                        {.trust = options_.trust});
    session_ = std::make_unique<client::Session>(
        *signaling_, *peers_, *clock_, *keys_,
        client::SessionOptions{.username = options_.username,
                               .session = client::make_session_id(),
                               .ice_servers = std::move(servers)},
        std::move(events));
    for (const auto& call : before_joining_) call(*session_);
    session_->start();
}

void Visit::out_of_reach(const std::string& reason) {
    trouble_ = reason;
    console_.notice("The server is out of reach, trying again: " + reason);
    console_.event({"lost", {{"reason", reason}}});
}

void Visit::no_server(const std::string& reason) {
    if (code_) return;
    console_.error(reason);
    console_.event({"failed", {{"reason", reason}}});
    end(ExitCode::no_server);
}

void Visit::end(ExitCode code) {
    if (code_) return;
    code_ = code;
    until_joined_.reset();
    config_.reset();
    if (!session_) return left();
    // Who interrupts us does not want to wait for what is under way.
    const bool interrupted = static_cast<int>(code) > 128;
    session_->close([this] { left(); }, interrupted ? client::Session::Leaving::at_once
                                                    : client::Session::Leaving::in_order);
}

// Later, since the session may be in one of its calls.
void Visit::left() {
    if (session_ && session_->left_unsaid()) {
        console_.error(
            "What was said last may not have left: the server took it too slowly, or not any more");
        console_.event({"failed", {{"reason", "not all was said"}}});
        if (code_ == ExitCode::done) code_ = ExitCode::failed;
    }
    boost::asio::post(loop_, [this] { loop_.stop(); });
}

ExitCode Visit::run() {
    loop_.run();
    return code_.value_or(ExitCode::failed);
}

}  // namespace keks::rift

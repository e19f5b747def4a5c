// SPDX-License-Identifier: AGPL-3.0-only
#include "client/fetch_client_config.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <optional>
#include <string>
#include <utility>

#include "client/net/dialer.hpp"
#include "client/net/http_answer.hpp"
#include "client/steady_clock.hpp"

namespace keks::client {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using namespace net;

constexpr std::size_t most_bytes = std::size_t{64} << 10U;
constexpr unsigned http_1_1 = 11;

using Answer = http::response_parser<http::string_body>;

class Fetch : public std::enable_shared_from_this<Fetch> {
  public:
    Fetch(const asio::any_io_executor& loop, const ServerUri& server, ConfigFetchOptions options,
          std::function<void(ConfigResult)> done)
        : loop_(loop),
          endpoint_(server.at("config.json")),
          dialer_(loop, std::move(options.trust), endpoint_.authority()),
          time_(options.time),
          done_(std::move(done)) {}

    void start();
    void abandon();

  private:
    Awaitable<void> run();
    Awaitable<ConfigResult> fetch();
    Awaitable<std::optional<ConfigFault>> ask(Answer& answer);
    void finish(ConfigResult result);

    asio::any_io_executor loop_;
    HttpEndpoint endpoint_;
    Dialer dialer_;
    std::chrono::milliseconds time_;
    std::function<void(ConfigResult)> done_;
    std::unique_ptr<ClientStream> stream_;
    std::unique_ptr<Clock::Timer> timer_;
};

void Fetch::start() {
    timer_ = make_clock(loop_)->after(time_, [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->finish(ConfigFault{"no configuration from the server in time"});
    });
    const auto run_on = [](std::shared_ptr<Fetch> self) -> Awaitable<void> {
        // Nothing is called from within start.
        co_await asio::post(self->loop_, asio::use_awaitable);
        co_await self->run();
    };
    asio::co_spawn(loop_, run_on(shared_from_this()), asio::detached);
}

Awaitable<void> Fetch::run() {
    auto result = co_await fetch();
    finish(std::move(result));
}

void Fetch::finish(ConfigResult result) {
    const auto done = std::exchange(done_, nullptr);
    abandon();
    if (done) done(std::move(result));
}

void Fetch::abandon() {
    done_ = nullptr;
    timer_.reset();
    dialer_.abort();
    if (stream_) stream_->abort();
}

Awaitable<ConfigResult> Fetch::fetch() {
    for (unsigned answers = 1;; ++answers) {
        Answer answer;
        answer.body_limit(most_bytes);
        auto fault = co_await ask(answer);
        if (fault) co_return std::move(*fault);
        if (answer.get().result() == http::status::ok) {
            co_return parse_client_config(answer.get().body());
        }
        const std::string_view location = answer.get()[http::field::location];
        auto next =
            next_endpoint(endpoint_, answer.get().result_int(), location, answers, dialer_.shown());
        if (!next) co_return ConfigFault{std::move(next).error().reason};
        endpoint_ = std::move(*next);
    }
}

/** Without a fault, the answer is complete, whatever it says. */
Awaitable<std::optional<ConfigFault>> Fetch::ask(Answer& answer) {
    auto dialed = co_await dialer_.dial(endpoint_);
    if (!dialed) co_return ConfigFault{std::move(dialed).error().reason};
    stream_ = std::move(*dialed);
    http::request<http::empty_body> request{http::verb::get, endpoint_.target, http_1_1};
    request.set(http::field::host, endpoint_.authority());
    request.set(http::field::user_agent, "rift");
    request.set(http::field::accept, "application/json");
    request.keep_alive(false);
    const auto [unsent, sent_bytes] = co_await http::async_write(*stream_, request, use_await);
    if (unsent) co_return ConfigFault{"the request for the configuration: " + unsent.message()};
    boost::beast::flat_buffer buffer;
    const auto [unread, read_bytes] =
        co_await http::async_read(*stream_, buffer, answer, use_await);
    if (unread == http::error::body_limit) {
        co_return ConfigFault{"the server's configuration has more than 64 KiB"};
    }
    if (unread) co_return ConfigFault{"no configuration from the server: " + unread.message()};
    co_return std::nullopt;
}

class OwnedFetch final : public ConfigFetch {
  public:
    explicit OwnedFetch(std::shared_ptr<Fetch> fetch) : fetch_(std::move(fetch)) {}
    OwnedFetch(const OwnedFetch&) = delete;
    OwnedFetch& operator=(const OwnedFetch&) = delete;
    ~OwnedFetch() override { fetch_->abandon(); }

  private:
    std::shared_ptr<Fetch> fetch_;
};

}  // namespace

std::unique_ptr<ConfigFetch> fetch_client_config(const asio::any_io_executor& loop,
                                                 const ServerUri& server,
                                                 ConfigFetchOptions options,
                                                 std::function<void(ConfigResult)> done) {
    auto fetch = std::make_shared<Fetch>(loop, server, std::move(options), std::move(done));
    fetch->start();
    return std::make_unique<OwnedFetch>(std::move(fetch));
}

}  // namespace keks::client

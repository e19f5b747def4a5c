// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/http_session.hpp"

#include <algorithm>
#include <boost/asio/error.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "server/http/router.hpp"
#include "server/net/answer.hpp"
#include "server/net/drain.hpp"
#include "server/net/handshake.hpp"
#include "server/net/request_checks.hpp"
#include "server/net/request_reader.hpp"
#include "server/net/socket_wait.hpp"
#include "server/net/transfer.hpp"

namespace keks::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;

// What a request costs beside its answer, as bytes of messages that take as long.
constexpr std::size_t kRequestWork = 4096;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

class HttpSession final : public Session {
  public:
    HttpSession(NetContext& net, std::unique_ptr<Socket> socket, const Service& service)
        : net_(net), socket_(std::move(socket)), service_(service), reader_(net.limits) {
        net_.sessions.push_back(*this);
    }
    ~HttpSession() = default;

    Awaitable<std::unique_ptr<Upgrade>> run();

    void tick(TimePoint now) override;
    void stop(TimePoint now) override;
    void abort() override;

  private:
    enum class Next { keep_alive, upgrade, end };

    Awaitable<Next> serve_one();
    Awaitable<bool> wait_for_request();
    Awaitable<error_code> receive();
    Awaitable<bool> write(std::string_view head, std::string_view body);
    [[nodiscard]] bool said_all() const;
    [[nodiscard]] bool is_lost(error_code error) const;
    [[nodiscard]] Response refusal(error_code error) const;
    [[nodiscard]] Persistence persistence() const;
    [[nodiscard]] bool wants_websocket() const;
    [[nodiscard]] Response respond() const;
    std::unique_ptr<Upgrade> take_upgrade();
    void allow(std::chrono::seconds time) {
        deadline_ = net_.now + time;
        timed_out_ = false;
    }

    NetContext& net_;
    std::unique_ptr<Socket> socket_;
    const Service& service_;
    RequestReader reader_;
    TimePoint deadline_;
    bool timed_out_ = false;
    bool waits_for_request_ = false;
};

void HttpSession::tick(TimePoint now) {
    if (now < deadline_) return;
    timed_out_ = true;
    socket_->cancel();
}

void HttpSession::stop(TimePoint now) {
    if (waits_for_request_) return abort();
    deadline_ = std::min(deadline_, now + net_.limits.close_timeout);
}

void HttpSession::abort() {
    socket_->close();
}

Awaitable<std::unique_ptr<Upgrade>> HttpSession::run() {
    allow(net_.limits.request_timeout);
    // A connection mostly comes with its first request.
    if (reader_.receive(*socket_)) co_return nullptr;
    while (!net_.stopping) {
        const Next next = co_await serve_one();
        if (next == Next::upgrade) co_return take_upgrade();
        if (next == Next::end) co_return nullptr;
        allow(net_.limits.idle_timeout);
    }
    co_return nullptr;
}

Awaitable<HttpSession::Next> HttpSession::serve_one() {
    if (!reader_.has_begun()) {
        const bool begun = co_await wait_for_request();
        if (!begun) co_return Next::end;
    }
    allow(net_.limits.request_timeout);
    reader_.begin();
    error_code error = reader_.parse();
    if (error == http::error::need_more) error = co_await receive();
    if (is_lost(error)) co_return Next::end;
    if (!error && wants_websocket()) co_return Next::upgrade;

    ++net_.counters.http_requests;
    const Response response = error ? refusal(error) : respond();
    const Persistence after = error ? Persistence::closes : persistence();
    allow(net_.limits.idle_timeout);
    net_.loop.spend(kRequestWork + response.body.view().size());
    const UnsentAnswer unsent = begin_answer(socket_->native_handle(), response, after);
    bool written = !unsent.failed;
    if (!unsent.empty()) written = co_await write(unsent.head, unsent.body);
    if (written && after != Persistence::closes) co_return Next::keep_alive;
    allow(net_.limits.close_timeout);
    if (written && (error || !said_all())) co_await drain(*socket_);
    co_return Next::end;
}

// Reads the rest of a request, of which what came with its beginning has been taken. Most are here
// as a whole from the beginning, and nothing has to wait for them.
Awaitable<error_code> HttpSession::receive() {
    error_code error = http::error::need_more;
    bool told_to_continue = false;
    while (error == http::error::need_more) {
        if (reader_.expects_continue() && !std::exchange(told_to_continue, true)) {
            const bool written = co_await write(kContinue, {});
            if (!written) co_return asio::error::broken_pipe;
        }
        const auto [failed] = co_await async_wait_readable(*socket_);
        if (failed) co_return failed;
        error = reader_.receive(*socket_);
        if (error == asio::error::eof) co_return reader_.end_of_stream();
        if (!error) error = reader_.parse();
    }
    co_return error;
}

// An idle connection is closed without a word; only a request that has begun is owed a 408.
Awaitable<bool> HttpSession::wait_for_request() {
    waits_for_request_ = true;
    while (!reader_.has_begun()) {
        const auto [error] = co_await async_wait_readable(*socket_);
        if (error || reader_.receive(*socket_)) co_return false;
    }
    waits_for_request_ = false;
    co_return true;
}

bool HttpSession::wants_websocket() const {
    const auto& head = reader_.head();
    return service_.signaling && beast::websocket::is_upgrade(head) &&
           is_signaling(view(head.target())) && reader_.parser().is_done() &&
           view(head[http::field::sec_websocket_version]) == kWebSocketVersion;
}

Response HttpSession::respond() const {
    const auto& head = reader_.head();
    const std::string accept_encoding = joined(head, http::field::accept_encoding);
    const std::string if_none_match = joined(head, http::field::if_none_match);
    return service_.respond({.method = view(head.method_string()),
                             .target = view(head.target()),
                             .accept_encoding = accept_encoding,
                             .if_none_match = if_none_match});
}

// Whether there is nobody left to answer: neither did the request take too long nor was it wrong.
bool HttpSession::is_lost(error_code error) const {
    if (!error || timed_out_) return false;
    const bool malformed = error.category() == make_error_code(http::error::bad_value).category();
    return !malformed || error == http::error::end_of_stream ||
           error == http::error::partial_message;
}

Response HttpSession::refusal(error_code error) const {
    if (timed_out_) return error_response(408, "The request took too long to arrive.");
    return reader_.refusal(error);
}

Persistence HttpSession::persistence() const {
    if (!reader_.parser().keep_alive() || net_.stopping) return Persistence::closes;
    constexpr unsigned kHttp11 = 11;
    const bool by_default = reader_.head().version() >= kHttp11;
    return by_default ? Persistence::stays : Persistence::stays_as_asked;
}

// Whether the client will send nothing more (RFC 9112, section 9.6): what it never sends cannot
// make the kernel reset the connection, so it may be closed without waiting for its end.
bool HttpSession::said_all() const {
    return !reader_.parser().keep_alive() && reader_.parser().is_done() && reader_.unread().empty();
}

// False: the connection is broken, or took too long.
Awaitable<bool> HttpSession::write(std::string_view head, std::string_view body) {
    while (!head.empty() || !body.empty()) {
        const auto [error, sent] = send_now(socket_->native_handle(), head, body);
        if (error) co_return false;
        if (sent == 0) {
            const auto [failed] = co_await async_wait_writable(*socket_);
            if (failed) co_return false;
        }
        const std::size_t of_head = std::min(sent, head.size());
        head.remove_prefix(of_head);
        body.remove_prefix(sent - of_head);
    }
    co_return true;
}

std::unique_ptr<Upgrade> HttpSession::take_upgrade() {
    std::string key{view(reader_.head()[http::field::sec_websocket_key])};
    std::string received{reader_.unread()};
    return std::make_unique<Upgrade>(std::move(socket_), std::move(key), std::move(received));
}

}  // namespace

Awaitable<std::unique_ptr<Upgrade>> serve_http(NetContext& net, std::unique_ptr<Socket> socket,
                                               const Service& service) {
    HttpSession session{net, std::move(socket), service};
    co_return co_await session.run();
}

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#include "server/net/http_session.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "server/http/router.hpp"
#include "server/net/answer.hpp"
#include "server/net/drain.hpp"
#include "server/net/request_checks.hpp"
#include "server/net/transfer.hpp"

namespace keks::server {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::string_body>;

constexpr std::size_t kFirstRead = 4096;

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

std::string_view view(const beast::flat_buffer& buffer) {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

class HttpSession final : public Session {
  public:
    HttpSession(NetContext& net, LateSocket socket, const Service& service)
        : net_(net), socket_(std::move(socket)), service_(service) {
        const Config::Limits& limits = net_.limits;
        buffer_.max_size(std::max(
            kFirstRead, limits.request_line_bytes + limits.header_bytes + limits.body_bytes));
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
    [[nodiscard]] bool take_bytes();
    error_code read_at_hand();
    [[nodiscard]] error_code check_head() const;
    Awaitable<error_code> receive();
    Awaitable<bool> write(const UnsentAnswer& unsent);
    [[nodiscard]] bool said_all() const;
    [[nodiscard]] bool is_lost(error_code error) const;
    [[nodiscard]] Response refusal(error_code error) const;
    [[nodiscard]] bool request_line_too_long() const;
    [[nodiscard]] Persistence persistence() const;
    [[nodiscard]] bool wants_websocket() const;
    [[nodiscard]] Response respond() const;
    std::unique_ptr<Upgrade> take_upgrade();
    void skip_empty_lines();
    void start_parser();
    void allow(std::chrono::seconds time) {
        deadline_ = net_.now + time;
        timed_out_ = false;
    }

    NetContext& net_;
    LateSocket socket_;
    const Service& service_;
    beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    TimePoint deadline_;
    bool timed_out_ = false;
    bool waits_for_request_ = false;
};

void HttpSession::tick(TimePoint now) {
    if (now < deadline_) return;
    timed_out_ = true;
    socket_.cancel();
}

void HttpSession::stop(TimePoint now) {
    if (waits_for_request_) return abort();
    deadline_ = std::min(deadline_, now + net_.limits.close_timeout);
}

void HttpSession::abort() {
    socket_.close();
}

Awaitable<std::unique_ptr<Upgrade>> HttpSession::run() {
    allow(net_.limits.request_timeout);
    // A connection mostly comes with its first request.
    if (!take_bytes()) co_return nullptr;
    while (!net_.stopping) {
        const Next next = co_await serve_one();
        if (next == Next::upgrade) co_return take_upgrade();
        if (next == Next::end) co_return nullptr;
        allow(net_.limits.idle_timeout);
    }
    co_return nullptr;
}

Awaitable<HttpSession::Next> HttpSession::serve_one() {
    skip_empty_lines();
    if (buffer_.size() == 0) {
        const bool begun = co_await wait_for_request();
        if (!begun) co_return Next::end;
    }
    allow(net_.limits.request_timeout);
    start_parser();
    error_code error = read_at_hand();
    if (error == http::error::need_more) error = co_await receive();
    if (is_lost(error)) co_return Next::end;
    if (!error && wants_websocket()) co_return Next::upgrade;

    ++net_.counters.http_requests;
    const Response response = error ? refusal(error) : respond();
    const Persistence after = error ? Persistence::closes : persistence();
    allow(net_.limits.idle_timeout);
    const UnsentAnswer unsent = begin_answer(socket_.native_handle(), response, after);
    bool written = !unsent.failed;
    if (!unsent.empty()) written = co_await write(unsent);
    if (written && after != Persistence::closes) co_return Next::keep_alive;
    allow(net_.limits.close_timeout);
    if (written && (error || !said_all())) co_await drain(socket_.registered());
    co_return Next::end;
}

// Most requests are here as a whole, and nothing has to wait for them; `need_more` if not.
error_code HttpSession::read_at_hand() {
    error_code error;
    buffer_.consume(parser_->put(buffer_.data(), error));
    if (!error) error = check_head();
    if (!error && !parser_->is_done()) error = http::error::need_more;
    return error;
}

error_code HttpSession::check_head() const {
    const bool fits = field_bytes(parser_->get()) <= net_.limits.header_bytes;
    if (!fits || request_line_too_long()) return http::error::header_limit;
    if (!is_sound(parser_->get(), parser_->chunked())) return http::error::bad_value;
    return {};
}

// Reads the rest of a request, its body included unless it wants to become a WebSocket.
Awaitable<error_code> HttpSession::receive() {
    if (!parser_->is_header_done()) {
        const auto [error, bytes] =
            co_await http::async_read_header(socket_.registered(), buffer_, *parser_, kAwait);
        if (error) co_return error;
        if (const error_code fault = check_head()) co_return fault;
    }
    if (parser_->is_done()) co_return error_code{};
    if (beast::iequals(parser_->get()[http::field::expect], "100-continue")) {
        const auto [error, bytes] =
            co_await asio::async_write(socket_.registered(), asio::buffer(kContinue), kAwait);
        if (error) co_return error;
    }
    const auto [error, bytes] =
        co_await http::async_read(socket_.registered(), buffer_, *parser_, kAwait);
    co_return error;
}

// An idle connection is closed without a word; only a request that has begun is owed a 408. Empty
// lines in front of a request are skipped (RFC 9112, section 2.2).
Awaitable<bool> HttpSession::wait_for_request() {
    waits_for_request_ = true;
    while (buffer_.size() == 0) {
        // Reads ahead of the wait, which costs Asio less than to wait alone.
        const auto room = buffer_.prepare(kFirstRead);
        const auto [error, bytes] = co_await socket_.registered().async_read_some(room, kAwait);
        if (error) co_return false;
        buffer_.commit(bytes);
        skip_empty_lines();
    }
    waits_for_request_ = false;
    co_return true;
}

// Takes what is there, which may be nothing, and does not wait. False: the connection has ended.
bool HttpSession::take_bytes() {
    const auto room = buffer_.prepare(kFirstRead);
    const auto [error, bytes] =
        receive_now(socket_.native_handle(), {static_cast<char*>(room.data()), room.size()});
    buffer_.commit(bytes);
    return !error;
}

void HttpSession::skip_empty_lines() {
    while (view(buffer_).starts_with("\r\n")) buffer_.consume(2);
}

void HttpSession::start_parser() {
    const std::size_t head = net_.limits.request_line_bytes + net_.limits.header_bytes;
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(head));
    parser_->body_limit(net_.limits.body_bytes);
}

bool HttpSession::request_line_too_long() const {
    return request_line_bytes(parser_->get()) > net_.limits.request_line_bytes;
}

bool HttpSession::wants_websocket() const {
    const auto& request = parser_->get();
    return service_.signaling && beast::websocket::is_upgrade(request) &&
           is_signaling(view(request.target())) && parser_->is_done();
}

Response HttpSession::respond() const {
    const auto& request = parser_->get();
    const std::string accept_encoding = joined(request, http::field::accept_encoding);
    const std::string if_none_match = joined(request, http::field::if_none_match);
    return service_.respond({.method = view(request.method_string()),
                             .target = view(request.target()),
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
    if (error == http::error::body_limit)
        return error_response(413, "The request's body is too large.");
    if (error != http::error::header_limit && error != http::error::buffer_overflow)
        return error_response(400, "This is not an HTTP/1.1 request.");
    // The parser takes the request line as soon as it is whole.
    const bool has_line = !parser_->get().target().empty();
    const bool long_line = has_line ? request_line_too_long()
                                    : view(buffer_).find('\n') > net_.limits.request_line_bytes;
    if (long_line) return error_response(414, "The request line is too long.");
    return error_response(431, "The request's header fields are too large.");
}

Persistence HttpSession::persistence() const {
    if (!parser_->keep_alive() || net_.stopping) return Persistence::closes;
    constexpr unsigned kHttp11 = 11;
    const bool by_default = parser_->get().version() >= kHttp11;
    return by_default ? Persistence::stays : Persistence::stays_as_asked;
}

// Whether the client will send nothing more (RFC 9112, section 9.6): what it never sends cannot
// make the kernel reset the connection, so it may be closed without waiting for its end.
bool HttpSession::said_all() const {
    return !parser_->keep_alive() && parser_->is_done() && buffer_.size() == 0;
}

Awaitable<bool> HttpSession::write(const UnsentAnswer& unsent) {
    const std::array<asio::const_buffer, 2> parts{asio::buffer(unsent.head),
                                                  asio::buffer(unsent.body)};
    const auto [error, bytes] = co_await asio::async_write(socket_.registered(), parts, kAwait);
    co_return !error;
}

std::unique_ptr<Upgrade> HttpSession::take_upgrade() {
    std::string received{view(buffer_)};
    http::request<http::empty_body> request{std::move(parser_->get().base())};
    return std::make_unique<Upgrade>(std::move(socket_.registered()), std::move(request),
                                     std::move(received));
}

}  // namespace

Awaitable<std::unique_ptr<Upgrade>> serve_http(NetContext& net, LateSocket socket,
                                               const Service& service) {
    HttpSession session{net, std::move(socket), service};
    co_return co_await session.run();
}

}  // namespace keks::server

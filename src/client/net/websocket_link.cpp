// SPDX-License-Identifier: AGPL-3.0-only
#include "client/net/websocket_link.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "client/net/awaitable.hpp"
#include "client/net/dialer.hpp"
#include "client/net/http_answer.hpp"
#include "util/unicode.hpp"

namespace keks::client::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using boost::system::error_code;

// Without permessage-deflate: sealed messages do not compress.
using WebSocket = websocket::stream<ClientStream&, false>;
using MaybeFault = std::optional<LinkFault>;

constexpr std::size_t read_chunk = 65536;   // of one message, for each read
constexpr std::size_t write_chunk = 65536;  // masked at a time
constexpr std::size_t kept_buffer = 65536;  // of the receive buffer, between messages

/** What a server writes for us to show: nothing that a terminal would obey. */
std::string shown_text(std::string_view text) {
    std::u32string characters = util::decode_utf8(text);
    std::erase_if(characters, util::is_unruly);
    return util::encode_utf8(characters);
}

bool is_end_of_stream(error_code error) {
    return error == asio::error::eof || error == asio::ssl::error::stream_truncated ||
           error == beast::http::error::end_of_stream ||
           error == beast::http::error::partial_message;
}

class WebSocketConnection : public std::enable_shared_from_this<WebSocketConnection> {
  public:
    WebSocketConnection(const asio::any_io_executor& loop, const ServerUri& server,
                        ServerTrust trust, std::size_t message_bytes)
        : loop_(loop),
          endpoint_(server.at("signaling")),
          dialer_(loop, std::move(trust), endpoint_.authority()),
          message_bytes_(message_bytes) {}

    void start(Link::Events events);
    void send(std::string text);
    void close();
    void abandon();

    [[nodiscard]] std::size_t queued_bytes() const { return queued_bytes_; }
    [[nodiscard]] Traffic traffic() const { return stream_ ? stream_->traffic() : Traffic{}; }

  private:
    Awaitable<void> run();
    Awaitable<MaybeFault> open();
    Awaitable<MaybeFault> shake_hands(websocket::response_type& response);
    Awaitable<LinkFault> read_messages();
    void start_writing();
    Awaitable<void> write_messages();
    void set_up();
    void take_message(beast::flat_buffer& message);
    void end(LinkFault fault);
    [[nodiscard]] LinkFault explain(error_code error) const;

    asio::any_io_executor loop_;
    HttpEndpoint endpoint_;
    Dialer dialer_;
    std::size_t message_bytes_;
    Link::Events events_;
    std::unique_ptr<ClientStream> stream_;
    std::optional<WebSocket> websocket_;
    std::deque<std::string> queue_;  // the front is being sent
    std::size_t queued_bytes_ = 0;
    bool writing_ = false;
    bool closing_ = false;
    bool over_ = false;
};

void WebSocketConnection::start(Link::Events events) {
    events_ = std::move(events);
    const auto run_on = [](std::shared_ptr<WebSocketConnection> self) -> Awaitable<void> {
        // Nothing is called from within start.
        co_await asio::post(self->loop_, asio::use_awaitable);
        co_await self->run();
    };
    asio::co_spawn(loop_, run_on(shared_from_this()), asio::detached);
}

Awaitable<void> WebSocketConnection::run() {
    auto fault = co_await open();
    if (!fault && !over_) {
        if (events_.opened) events_.opened();
        fault = co_await read_messages();
    }
    if (fault) end(std::move(*fault));
}

void WebSocketConnection::end(LinkFault fault) {
    if (over_) return;
    abandon();
    if (events_.ended) events_.ended(std::move(fault));
}

void WebSocketConnection::abandon() {
    over_ = true;
    dialer_.abort();
    if (stream_) stream_->abort();
}

Awaitable<MaybeFault> WebSocketConnection::open() {
    for (unsigned answers = 1;; ++answers) {
        auto dialed = co_await dialer_.dial(endpoint_);
        if (!dialed) co_return std::move(dialed).error();
        websocket_.reset();
        stream_ = std::move(*dialed);
        if (over_) co_return std::nullopt;
        set_up();
        websocket::response_type response;
        auto fault = co_await shake_hands(response);
        if (fault || websocket_->is_open()) co_return fault;
        const std::string_view location = response[beast::http::field::location];
        auto next =
            next_endpoint(endpoint_, response.result_int(), location, answers, dialer_.shown());
        if (!next) co_return std::move(next).error();
        endpoint_ = std::move(*next);
    }
}

void WebSocketConnection::set_up() {
    websocket_.emplace(*stream_);
    websocket_->auto_fragment(false);
    websocket_->write_buffer_bytes(write_chunk);
    websocket_->read_message_max(message_bytes_);
    websocket_->set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
        request.set(beast::http::field::user_agent, "rift");
    }));
}

/** Without a fault, the WebSocket stands or the response says otherwise. */
Awaitable<MaybeFault> WebSocketConnection::shake_hands(websocket::response_type& response) {
    const auto [error] = co_await websocket_->async_handshake(response, endpoint_.authority(),
                                                              endpoint_.target, use_await);
    if (!error || error == websocket::error::upgrade_declined) co_return std::nullopt;
    if (is_end_of_stream(error)) {
        co_return LinkFault{dialer_.shown() + " hung up without an answer", false};
    }
    co_return LinkFault{"no WebSocket to " + dialer_.shown() + ": " + error.message(), false};
}

Awaitable<LinkFault> WebSocketConnection::read_messages() {
    beast::flat_buffer message;
    for (;;) {
        const auto [error, bytes] =
            co_await websocket_->async_read_some(message, read_chunk, use_await);
        static_cast<void>(bytes);
        if (error) co_return explain(error);
        if (!websocket_->got_text()) {
            co_return LinkFault{"the server sent a binary message, which no packet is", false};
        }
        if (websocket_->is_message_done()) take_message(message);
        if (over_) co_return LinkFault{};
    }
}

void WebSocketConnection::take_message(beast::flat_buffer& message) {
    const auto data = message.data();
    if (events_.text) events_.text({static_cast<const char*>(data.data()), data.size()});
    message.clear();
    if (message.capacity() > kept_buffer) message.shrink_to_fit();
}

LinkFault WebSocketConnection::explain(error_code error) const {
    if (error == websocket::error::closed) {
        const auto& close = websocket_->reason();
        std::string text = "the server closed the connection";
        if (close.code != 0) text += " (" + std::to_string(close.code) + ")";
        const std::string reason = shown_text({close.reason.data(), close.reason.size()});
        return {reason.empty() ? text : text + ": " + reason, false};
    }
    if (error == websocket::error::message_too_big) {
        return {
            "the server sent a message of more than " + std::to_string(message_bytes_) + " bytes",
            false};
    }
    if (is_end_of_stream(error)) return {"the connection ended", false};
    return {"the connection broke: " + error.message(), false};
}

void WebSocketConnection::send(std::string text) {
    if (over_ || closing_) return;
    queued_bytes_ += text.size() + message_cost;
    queue_.push_back(std::move(text));
    start_writing();
}

void WebSocketConnection::start_writing() {
    if (std::exchange(writing_, true)) return;
    const auto write = [](std::shared_ptr<WebSocketConnection> self) -> Awaitable<void> {
        co_await self->write_messages();
    };
    asio::co_spawn(loop_, write(shared_from_this()), asio::detached);
}

/** Errors are the reader's to tell: it meets them as well. */
Awaitable<void> WebSocketConnection::write_messages() {
    while (!queue_.empty() && !over_) {
        const auto [error, bytes] =
            co_await websocket_->async_write(asio::buffer(queue_.front()), use_await);
        static_cast<void>(bytes);
        if (error) co_return;
        queued_bytes_ -= queue_.front().size() + message_cost;
        queue_.pop_front();
    }
    writing_ = false;
    if (!closing_ || over_) co_return;
    co_await websocket_->async_close(websocket::close_code::normal, use_await);
}

void WebSocketConnection::close() {
    if (over_ || std::exchange(closing_, true)) return;
    start_writing();
}

class WebSocketLink final : public Link {
  public:
    explicit WebSocketLink(std::shared_ptr<WebSocketConnection> connection)
        : connection_(std::move(connection)) {}
    WebSocketLink(const WebSocketLink&) = delete;
    WebSocketLink& operator=(const WebSocketLink&) = delete;
    ~WebSocketLink() override { connection_->abandon(); }

    void start(Events events) override { connection_->start(std::move(events)); }
    void send(std::string text) override { connection_->send(std::move(text)); }
    std::size_t queued_bytes() const override { return connection_->queued_bytes(); }
    Traffic traffic() const override { return connection_->traffic(); }
    void close() override { connection_->close(); }

  private:
    std::shared_ptr<WebSocketConnection> connection_;
};

}  // namespace

std::unique_ptr<Link> make_websocket_link(const asio::any_io_executor& loop,
                                          const ServerUri& server, ServerTrust trust,
                                          std::size_t message_bytes) {
    return std::make_unique<WebSocketLink>(
        std::make_shared<WebSocketConnection>(loop, server, std::move(trust), message_bytes));
}

}  // namespace keks::client::net

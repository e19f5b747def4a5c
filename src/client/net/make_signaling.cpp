// SPDX-License-Identifier: AGPL-3.0-only
#include "client/make_signaling.hpp"

#include <random>
#include <utility>

#include "client/net/websocket_link.hpp"
#include "client/signaling/signaling_client.hpp"
#include "client/steady_clock.hpp"

namespace keks::client {
namespace {

double system_random() {
    std::random_device device;
    return std::uniform_real_distribution<double>{}(device);
}

class WebSocketSignaling final : public Signaling {
  public:
    explicit WebSocketSignaling(std::shared_ptr<SignalingClient> client)
        : client_(std::move(client)) {}
    WebSocketSignaling(const WebSocketSignaling&) = delete;
    WebSocketSignaling& operator=(const WebSocketSignaling&) = delete;
    ~WebSocketSignaling() override { client_->abandon(); }

    void start(Events events) override { client_->start(std::move(events)); }
    bool send(std::optional<ClientId> recipient, std::string sealed) override {
        return client_->send(recipient, std::move(sealed));
    }
    void close(std::function<void()> done) override { client_->close(std::move(done)); }
    bool left_unsent() const override { return client_->left_unsent(); }

  private:
    std::shared_ptr<SignalingClient> client_;
};

}  // namespace

std::unique_ptr<Signaling> make_signaling(const boost::asio::any_io_executor& loop,
                                          ServerUri server, std::string room_hash,
                                          SignalingOptions options) {
    std::shared_ptr<Clock> clock = make_clock(loop);
    MakeLink make_link = [loop, server = std::move(server), trust = std::move(options.trust),
                          message_bytes = options.message_bytes] {
        return net::make_websocket_link(loop, server, trust, message_bytes);
    };
    SignalingClient::Options own{.room_hash = std::move(room_hash),
                                 .send_bytes = options.send_bytes,
                                 .times = options.times,
                                 .random = std::move(options.random)};
    if (!own.random) own.random = system_random;
    return std::make_unique<WebSocketSignaling>(
        std::make_shared<SignalingClient>(std::move(clock), std::move(make_link), std::move(own)));
}

}  // namespace keks::client

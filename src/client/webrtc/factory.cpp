// SPDX-License-Identifier: AGPL-3.0-only
#include <utility>

#include "client/peer_connection.hpp"
#include "client/webrtc/rtc_core.hpp"

namespace keks::client {
namespace {

using namespace webrtc;

class RtcConnection final : public PeerConnection {
  public:
    explicit RtcConnection(std::shared_ptr<RtcCore> core) : core_(std::move(core)) {}
    RtcConnection(const RtcConnection&) = delete;
    RtcConnection& operator=(const RtcConnection&) = delete;
    ~RtcConnection() override { core_->abandon(); }

    bool make_offer() override { return core_->make_offer(); }
    bool make_answer() override { return core_->make_answer(); }
    bool set_remote(const SessionDescription& remote) override { return core_->set_remote(remote); }
    void roll_back() override { core_->roll_back(); }
    void add_candidate(const IceCandidate& candidate) override { core_->add_candidate(candidate); }
    std::unique_ptr<DataChannel> open_channel(std::string label) override {
        return core_->open_channel(std::move(label));
    }
    bool negotiated() const override { return core_->negotiated(); }
    void both_are_rift(bool both) override { core_->both_are_rift(both); }
    void finish(std::function<void()> quiet) override { core_->finish(std::move(quiet)); }
    void close() override { core_->close(); }

  private:
    std::shared_ptr<RtcCore> core_;
};

class RtcFactory final : public PeerConnectionFactory {
  public:
    explicit RtcFactory(boost::asio::any_io_executor loop) : loop_(std::move(loop)) {}

    std::unique_ptr<PeerConnection> create(std::vector<IceServer> servers,
                                           PeerConnection::Events events) override {
        auto certificate = Certificate::make();
        auto fingerprint = fingerprint_of(*certificate.x509, "sha-256");
        auto core =
            std::make_shared<RtcCore>(loop_, engine_, std::move(events), std::move(fingerprint));
        core->start(std::move(servers), std::move(certificate));
        return std::make_unique<RtcConnection>(std::move(core));
    }

  private:
    boost::asio::any_io_executor loop_;
    std::shared_ptr<Engine> engine_ = std::make_shared<Engine>();
};

}  // namespace

std::unique_ptr<PeerConnectionFactory> make_webrtc_factory(boost::asio::any_io_executor loop) {
    return std::make_unique<RtcFactory>(std::move(loop));
}

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
// Two ends of DTLS whose datagrams are handed over by the test.
#include "client/webrtc/dtls_transport.hpp"

#include <gmock/gmock.h>

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "support/bytes_of.hpp"

namespace keks::client::webrtc {
namespace {

using testing::ElementsAre;

using Datagram = std::vector<std::byte>;

class DtlsTransports : public testing::Test {
  protected:
    struct End {
        Certificate certificate = Certificate::make();
        std::deque<Datagram> sent;
        std::vector<std::string> received;
        bool connected = false;
        bool ended = false;
        std::optional<DtlsTransport> dtls;
    };

    DtlsTransports() {
        make(client_, server_, true);
        make(server_, client_, false);
    }

    void connect() {
        client_.dtls->start();
        while (!client_.sent.empty() || !server_.sent.empty()) {
            for (const auto& datagram : std::exchange(client_.sent, {}))
                server_.dtls->input(datagram);
            for (const auto& datagram : std::exchange(server_.sent, {}))
                client_.dtls->input(datagram);
        }
        ASSERT_TRUE(client_.connected && server_.connected);
    }

    /** What the client sends for these, one after the other. */
    Datagram joined(const std::vector<std::string>& packets) {
        for (const auto& packet : packets) client_.dtls->send(test::bytes_of(packet));
        Datagram all;
        for (const auto& datagram : std::exchange(client_.sent, {}))
            all.insert(all.end(), datagram.begin(), datagram.end());
        return all;
    }

    End client_;
    End server_;

  private:
    static void make(End& self, const End& other, bool client) {
        self.dtls.emplace(
            self.certificate, fingerprint_of(*other.certificate.x509, "sha-256"), client,
            DtlsTransport::Events{.send =
                                      [&self](auto datagram) {
                                          self.sent.emplace_back(datagram.begin(), datagram.end());
                                      },
                                  .connected = [&self] { self.connected = true; },
                                  .received =
                                      [&self](auto packet) {
                                          self.received.emplace_back(
                                              reinterpret_cast<const char*>(packet.data()),
                                              packet.size());
                                      },
                                  .ended = [&self](auto) { self.ended = true; }});
    }
};

TEST_F(DtlsTransports, TakeEveryRecordOfWhatTheSystemHasJoined) {
    connect();
    const std::string longest(16'336, 'l');
    server_.dtls->input(joined({longest, longest, longest, "last"}));
    EXPECT_THAT(server_.received, ElementsAre(longest, longest, longest, "last"));
}

TEST_F(DtlsTransports, PassOverARecordThatIsSpoiltAndTakeTheOthers) {
    connect();
    Datagram all = joined({"one", "two", "three"});
    all.at(all.size() / 2) ^= std::byte{1};
    server_.dtls->input(all);
    EXPECT_THAT(server_.received, ElementsAre("one", "three"));
    EXPECT_FALSE(server_.ended);
}

TEST_F(DtlsTransports, TakeWhatIsBeforeSomethingThatIsNoRecord) {
    connect();
    // A header that promises more than there is, and two that have not all of their bytes.
    for (const std::size_t rubbish : {20U, 12U, 1U}) {
        Datagram all = joined({"one"});
        all.insert(all.end(), rubbish, std::byte{0xff});
        server_.dtls->input(all);
    }
    server_.dtls->input({});
    EXPECT_THAT(server_.received, ElementsAre("one", "one", "one"));
    server_.dtls->input(joined({"two"}));
    EXPECT_THAT(server_.received, ElementsAre("one", "one", "one", "two"));
    EXPECT_FALSE(server_.ended);
}

TEST_F(DtlsTransports, EndAtARecordThatSaysSoWhateverFollows) {
    connect();
    Datagram all = joined({"one"});
    const Datagram late = joined({"late"});
    client_.dtls->close();
    for (const auto& datagram : client_.sent)
        all.insert(all.end(), datagram.begin(), datagram.end());
    all.insert(all.end(), late.begin(), late.end());
    server_.dtls->input(all);
    EXPECT_THAT(server_.received, ElementsAre("one"));
    EXPECT_TRUE(server_.ended);
}

}  // namespace
}  // namespace keks::client::webrtc

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/asio/ip/address.hpp>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/udp_proxy.hpp"
#include "webrtc/two_peers.hpp"

namespace keks::client::test {

/** The fields of a candidate line (RFC 8839, section 5.1). */
struct CandidateFields {
    explicit CandidateFields(const std::string& line) {
        std::istringstream words{line};
        for (std::string word; words >> word;) fields.push_back(word);
    }

    const std::string& address() const { return fields.at(4); }
    std::uint16_t port() const { return static_cast<std::uint16_t>(std::stoul(fields.at(5))); }
    const std::string& type() const { return fields.at(7); }

    /** The same candidate at another port. */
    std::string at_port(std::uint16_t port) const {
        std::string line;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            line += (i == 0 ? "" : " ") + (i == 5 ? std::to_string(port) : fields[i]);
        }
        return line;
    }

    std::vector<std::string> fields;
};

/** Two connections between which there is no way but one through a proxy in front of `b`. */
class ProxiedPeers : public TwoPeers {
  protected:
    void put_between(keks::test::Weather weather) {
        // `b` answers whoever comes to it.
        a.pass_candidate = [](auto& candidate) { return candidate.candidate.empty(); };
        put_before_b(weather, [](const auto&) { return true; });
    }

    void put_before_b(keks::test::Weather weather, const keks::test::UdpProxy::Admits& admits) {
        b.pass_candidate = [this, weather, admits](IceCandidate& candidate) {
            if (candidate.candidate.empty()) return true;
            const CandidateFields fields{candidate.candidate};
            if (fields.address() != "127.0.0.1") return false;
            const keks::test::UdpProxy::Endpoint target{boost::asio::ip::address_v4::loopback(),
                                                        fields.port()};
            proxy = std::make_unique<keks::test::UdpProxy>(target, weather, admits);
            candidate.candidate = fields.at_port(proxy->port());
            return true;
        };
    }

    /** Two others, that have not said anything yet. */
    void start_anew() {
        a = {};
        b = {};
        proxy.reset();
        SetUp();
    }

    std::unique_ptr<keks::test::UdpProxy> proxy;
};

}  // namespace keks::client::test

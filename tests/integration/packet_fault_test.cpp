// SPDX-License-Identifier: AGPL-3.0-only
// What is no packet ends the connection that it came on, with the reason, and no other (protocol
// sections 1 and 2).
#include <gtest/gtest.h>

#include "support/attempt.hpp"
#include "support/counters.hpp"
#include "support/server_process.hpp"
#include "support/test_client.hpp"

namespace keks::test {
namespace {

struct Fault {
    std::string packet;
    std::string reason;  // what the close reason has to name
};

const std::string kDeep(100'000, '[');

// The secret stands for what a reason must never repeat.
const std::vector<Fault> kFaults{
    // no JSON
    {"", "JSON"},
    {" ", "JSON"},
    {"ping", "JSON"},
    {"{", "JSON"},
    {R"({"ping":null)", "JSON"},
    {R"({"ping":null,})", "JSON"},
    {R"({"ping":nul})", "JSON"},
    {R"({ping:null})", "JSON"},
    {R"({'ping':null})", "JSON"},
    {R"({"ping" null})", "JSON"},
    {R"({"relay":{"message":"canary-secret})", "JSON"},
    {R"({"relay":{"message":"canary-secret\x"}})", "JSON"},
    {R"({"relay":{"message":"canary-secret\u12"}})", "JSON"},
    {R"({"relay":{"message":"a","x":01}})", "JSON"},
    {R"({"relay":{"message":"a","x":1.}})", "JSON"},
    {R"({"relay":{"message":"a","x":+1}})", "JSON"},
    {R"({"relay":{"message":"a","x":.5}})", "JSON"},
    {R"({"relay":{"message":"a","x":1e}})", "JSON"},
    {R"({"relay":{"message":"a","x":0x1}})", "JSON"},
    {R"({"relay":{"message":"a","x":NaN}})", "JSON"},
    {R"({"relay":{"message":"a","x":-}})", "JSON"},
    {R"({"relay":{"message":"a"},/* */})", "JSON"},
    {R"({"relay":{"message":"a"}}//)", "JSON"},
    {R"({"relay":{"message":"a","x":[1,]}})", "JSON"},
    {R"({"relay":{"message":"a","x":[}]}})", "JSON"},
    {R"({"relay":{"message":"a","x":)" + kDeep + "}}", "JSON"},
    {"\xEF\xBB\xBF{\"ping\":null}", "byte order mark"},
    {R"({"ping":null}{"ping":null})", "JSON"},
    {R"({"ping":null} x)", "JSON"},
    {R"({"ping":null}])", "JSON"},
    {R"("ping" "ping")", "JSON"},
    {std::string{"{\"ping\":null}\0", 14}, "JSON"},
    {std::string{"\0{\"ping\":null}", 14}, "JSON"},
    {"{\"relay\":{\"message\":\"a\nb\"}}", "JSON"},
    {"{\"relay\":{\"message\":\"a\tb\"}}", "JSON"},
    {"{\"relay\":{\"message\":\"a\x1F\"}}", "JSON"},
    {std::string{"{\"relay\":{\"message\":\"a\0\"}}", 26}, "JSON"},
    {"{\"relay\":{\"message\":\"a\",\"x\":\"\x01\"}}", "JSON"},
    {"{\"jo\nin\":{\"hash\":\"a\"}}", "JSON"},
    {"{\"ping\":\x0Bnull}", "JSON"},
    {"{\"ping\":\xC2\xA0null}", "JSON"},
    {R"({"relay":{"message":"\uD83C"}})", "JSON"},
    {R"({"relay":{"message":"\uDF6A"}})", "JSON"},
    {R"({"relay":{"message":"\uD83C\uD83C"}})", "JSON"},
    {R"({"relay":{"message":"\uD83Cx"}})", "JSON"},
    {R"({"relay":{"message":"\uD83C\n"}})", "JSON"},
    {R"({"relay":{"message":"\uDF6A\uD83C"}})", "JSON"},
    {R"({"join":{"hash":"\uD800"}})", "JSON"},
    {R"({"watch_rooms":["\uDC00"]})", "JSON"},
    {R"({"relay":{"message":"a","x":"\uD800"}})", "JSON"},
    {R"({"relay":{"message":"a","\uD800":1}})", "JSON"},
    // not one packet
    {"{}", "key"},
    {R"({"ping":null,"ping":null})", "second"},
    {R"({"join":{"hash":"a"},"extra":1})", "second"},
    {R"({"relay":{"message":"a"},"join":{"hash":"b"}})", "second"},
    {"[]", "object"},
    {R"([{"ping":null}])", "object"},
    {"null", "object"},
    {"true", "object"},
    {"5", "object"},
    {"1e999", "object"},
    {R"("pong")", "object"},
    {R"("join")", "object"},
    {R"("")", "object"},
    {R"({"canary-secret":{}})", "unknown"},
    {R"({"":null})", "unknown"},
    {R"({"Join":{"hash":"a"}})", "unknown"},
    {R"({"join ":{"hash":"a"}})", "unknown"},
    {R"({"join\u0000":{"hash":"a"}})", "unknown"},
    {R"({"init":{"your_id":1,"version":"x"}})", "unknown"},
    {R"({"client_join":{"id":1}})", "unknown"},
    {R"({"message":{"sender":1,"message":"a"}})", "unknown"},
    // wrong types
    {R"({"join":null})", "join"},
    {R"({"join":"a"})", "join"},
    {R"({"join":[]})", "join"},
    {R"({"join":{"hash":5}})", "hash"},
    {R"({"join":{"hash":true}})", "hash"},
    {R"({"join":{"hash":["a"]}})", "hash"},
    {R"({"join":{"hash":{}}})", "hash"},
    {R"({"join":{"hash":1e999}})", "hash"},
    {R"({"relay":null})", "relay"},
    {R"({"relay":"canary-secret"})", "relay"},
    {R"({"relay":[]})", "relay"},
    {R"({"relay":{}})", "message"},
    {R"({"relay":{"recipient":1}})", "message"},
    {R"({"relay":{"message":null}})", "message"},
    {R"({"relay":{"message":5}})", "message"},
    {R"({"relay":{"message":{}}})", "message"},
    {R"({"relay":{"message":["a"]}})", "message"},
    {R"({"watch_rooms":null})", "watch_rooms"},
    {R"({"watch_rooms":"a"})", "watch_rooms"},
    {R"({"watch_rooms":{}})", "watch_rooms"},
    {R"({"watch_rooms":[null]})", "watch_rooms"},
    {R"({"watch_rooms":["a",5]})", "watch_rooms"},
    {R"({"watch_rooms":[["a"]]})", "watch_rooms"},
    {R"({"watch_rooms":[{}]})", "watch_rooms"},
    // fields given twice
    {R"({"join":{"hash":"a","hash":"a"}})", "hash"},
    {R"({"join":{"hash":null,"hash":"a"}})", "twice"},
    {R"({"join":{"hash":"a","h\u0061sh":"b"}})", "twice"},
    {R"({"relay":{"message":"a","message":"canary-secret"}})", "twice"},
    {R"({"relay":{"message":"a","m\u0065ssage":"b"}})", "twice"},
    {R"({"relay":{"recipient":1,"message":"a","recipient":1}})", "twice"},
    {R"({"relay":{"recipient":null,"message":"a","\u0072ecipient":1}})", "twice"},
    // recipients
    {R"({"relay":{"message":"a","recipient":1.0}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":1e0}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":1E2}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":-0}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":-1}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":0.5}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":"1"}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":true}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":[]}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":{}}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":18446744073709551616}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":18446744073709551615.0}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":1e999}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":-1e999}})", "recipient"},
    {R"({"relay":{"message":"a","x":1e999,"recipient":1e0}})", "recipient"},
    {R"({"relay":{"message":"a","recipient":)" + std::string(400, '9') + "}}", "recipient"},
    {R"({"relay":{"message":"a","recipient":01}})", "JSON"},
};

void expect_refused(const ServerProcess& server, const Fault& fault) {
    TestClient culprit{server.address()};
    culprit.send_text(fault.packet);
    const auto reason = culprit.connection().expect_close(1008);
    EXPECT_NE(reason.find(fault.reason), std::string::npos) << reason;
    EXPECT_EQ(reason.find("canary"), std::string::npos) << "repeats what was sent: " << reason;
}

TEST(PacketFault, ClosesTheConnectionWithTheReason) {
    const ServerProcess server;
    for (const auto& fault : kFaults) {
        SCOPED_TRACE(fault.packet.substr(0, 100));
        attempt([&] { expect_refused(server, fault); });
    }
}

TEST(PacketFault, IsTheSameInARoomAndOthersSeeOnlyTheLeave) {
    const ServerProcess server;
    auto witness = member(server.address(), "room");
    for (std::size_t i = 0; i < kFaults.size(); i += 7) {
        SCOPED_TRACE(kFaults[i].packet.substr(0, 100));
        auto culprit = member(server.address(), "room");
        culprit.send_text(kFaults[i].packet);
        witness.expect(joined(culprit.id()));
        witness.expect(left(culprit.id()));
        culprit.expect(joined(witness.id()));
        culprit.connection().expect_close(1008);
    }
    witness.expect_nothing();
}

TEST(PacketFault, DoesNothingOfWhatCameAfterIt) {
    const ServerProcess server;
    auto witness = member(server.address(), "room");
    auto culprit = member(server.address(), "room");
    witness.expect(joined(culprit.id()));
    culprit.connection().send_raw(encode_frame(R"({"relay":{"message":"before"}})") +
                                  encode_frame("nonsense") +
                                  encode_frame(R"({"relay":{"message":"after"}})") +
                                  encode_frame(R"({"join":{"hash":"room"}})"));
    culprit.expect(joined(witness.id()));
    culprit.connection().expect_close(1008);
    witness.expect(said(culprit.id(), "before"));
    witness.expect(left(culprit.id()));
    witness.expect_nothing();
}

TEST(PacketFault, OfOneDoesNothingOfThePacketThatIsAtFault) {
    const ServerProcess server;
    auto witness = member(server.address(), "room");
    TestClient culprit{server.address()};
    culprit.send_text(R"({"join":{"hash":"room"},"ping":null})");
    culprit.connection().expect_close(1008);
    witness.expect_nothing();
}

TEST(PacketFault, IsCountedWithItsReason) {
    const ServerProcess server{with_counters()};
    const Counters counters{server.metrics_address()};
    const auto before = counters.closed("bad_packet");
    TestClient culprit{server.address()};
    culprit.send_text("[]");
    culprit.connection().expect_close(1008);
    counters.await_closed("bad_packet", before + 1);
}

}  // namespace
}  // namespace keks::test

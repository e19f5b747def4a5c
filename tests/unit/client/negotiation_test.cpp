// SPDX-License-Identifier: AGPL-3.0-only
#include "client/negotiation.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "client/peer/description.hpp"

namespace {

using namespace keks::client;
using Json = nlohmann::json;
using negotiation::Action;

Json table() {
    std::ifstream file{KEKS_VECTORS_DIRECTORY "/negotiation.json"};
    return Json::parse(file);
}

RemoteDescription description(const Json& event) {
    return {event.at("ufrags"), event.at("identity")};
}

negotiation::Event event_of(const Json& event) {
    const std::string type = event.at("type");
    if (type == "needed") return negotiation::Needed{};
    if (type == "restart_ice") return negotiation::RestartIce{};
    if (type == "remote_offer") return negotiation::RemoteOffer{description(event)};
    if (type == "remote_answer") return negotiation::RemoteAnswer{description(event)};
    if (type == "rebound") return negotiation::Rebound{event.at("polite")};
    if (type == "failed") return negotiation::Failed{};
    EXPECT_EQ(type, "remote_candidate");
    const Json& ufrag = event.at("ufrag");
    if (ufrag.is_null()) return negotiation::RemoteCandidate{};
    return negotiation::RemoteCandidate{ufrag.get<std::string>()};
}

std::string name_of(Action action) {
    constexpr std::array<std::string_view, 12> names{"create_offer",     "create_offer_restart_ice",
                                                     "create_answer",    "resend_offer",
                                                     "rollback",         "set_remote",
                                                     "add_candidate",    "queue_candidate",
                                                     "flush_candidates", "drop_candidate",
                                                     "ignore",           "replace"};
    return std::string{names.at(static_cast<std::size_t>(action))};
}

std::vector<std::string> names_of(const std::vector<Action>& actions) {
    std::vector<std::string> names;
    names.reserve(actions.size());
    for (const Action action : actions) names.push_back(name_of(action));
    return names;
}

void play(const Json& story, std::size_t max_queued) {
    NegotiationState state{.polite = story.at("polite")};
    for (const Json& step : story.at("steps")) {
        auto [next, actions] = negotiate(std::move(state), event_of(step.at("event")), max_queued);
        state = std::move(next);
        EXPECT_EQ(names_of(actions), step.at("actions").get<std::vector<std::string>>())
            << step.at("event");
    }
    const bool stable = state.phase == NegotiationState::Phase::stable;
    EXPECT_EQ(stable ? "stable" : "have_local_offer", story.at("phase"));
}

TEST(Negotiation, does_what_the_table_says) {
    const Json vectors = table();
    ASSERT_GE(vectors.at("cases").size(), 15U);
    for (const Json& story : vectors.at("cases")) {
        SCOPED_TRACE(story.at("name").get<std::string>());
        play(story, vectors.at("limits").at("queued_candidates"));
    }
}

TEST(Negotiation, makes_another_connection_for_one_that_ended_and_waits_with_an_offer) {
    const RemoteDescription theirs{{"b"}, "B"};
    auto step = negotiate({.polite = true}, negotiation::RemoteOffer{theirs}, 2);
    step = negotiate(step.state, negotiation::Lost{}, 2);
    EXPECT_EQ(names_of(step.actions), std::vector<std::string>{"replace"});
    // A restart by the other end, whose connection object is still the same.
    const auto restarted = negotiate(step.state, negotiation::RemoteOffer{theirs}, 2);
    EXPECT_EQ(names_of(restarted.actions),
              (std::vector<std::string>{"set_remote", "create_answer"}));
    const auto offered = negotiate(step.state, negotiation::Needed{}, 2);
    EXPECT_EQ(names_of(offered.actions), std::vector<std::string>{"create_offer"});
}

TEST(Description, tells_whose_it_is) {
    const auto description = describe(
        "v=0\r\na=fingerprint:sha-256 AA:BB \r\nm=audio 9\r\na=ice-ufrag:x1\r\nm=video 9\r\n"
        "a=ice-ufrag:x1\r\na=fingerprint:sha-256 CC\r\na=ice-ufrag:y/2 z");
    EXPECT_EQ(description.ufrags, (std::vector<std::string>{"x1", "y/2"}));
    EXPECT_EQ(description.identity, "sha-256 AA:BB");
    EXPECT_EQ(describe("nonsense").identity, "");
    EXPECT_TRUE(describe("b=a=ice-ufrag:x\n").ufrags.empty());
}

TEST(Description, keeps_a_bounded_number_of_user_names) {
    std::string sdp;
    for (int number = 0; number < 10'000; ++number) {
        sdp += "a=ice-ufrag:" + std::to_string(number) + "\r\n";
    }
    EXPECT_EQ(describe(sdp).ufrags.size(), 64U);
}

TEST(Description, tells_whose_a_candidate_is) {
    relay::Candidate candidate;
    candidate.candidate = "candidate:1 1 udp 1 1.2.3.4 5 typ host ufrag x1 network-id 1";
    EXPECT_EQ(candidate_ufrag(candidate), "x1");
    candidate.ufrag = "y";
    EXPECT_EQ(candidate_ufrag(candidate), "y");
    EXPECT_EQ(candidate_ufrag({}), std::nullopt);
}

}  // namespace

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/relay_message.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "client/relay_text.hpp"

namespace keks::client {

// For messages of the tests.
static std::ostream& operator<<(std::ostream& out, RelayDrop drop) {
    return out << "RelayDrop " << static_cast<int>(drop);
}

}  // namespace keks::client

namespace {

using namespace keks::client;

constexpr ClientId kSender = 7;

auto read_inner(const std::string& inner) {
    return read_relay(R"({"sender":7,"inner":)" + inner + "}", kSender);
}

template <typename Message>
Message read_as(const std::string& inner) {
    const auto message = read_inner(inner);
    if (!message.has_value() || !std::holds_alternative<Message>(*message)) {
        ADD_FAILURE() << inner.substr(0, 200);
        return {};
    }
    return std::get<Message>(*message);
}

RelayDrop drop_of(const std::string& inner) {
    const auto message = read_inner(inner);
    EXPECT_FALSE(message.has_value()) << inner.substr(0, 200);
    return message.has_value() ? RelayDrop{} : message.error();
}

std::string text_of(std::size_t length) {
    return '"' + std::string(length, 'x') + '"';
}

TEST(RelayMessage, is_read_as_it_was_written) {
    const std::string session(32, 'a');
    const std::vector<RelayMessage> messages{
        relay::Identify{"Alice", session, {"bye", "file_ack"}},
        relay::Identify{"", std::nullopt, {}},
        relay::Provide{{Resource::Kind::file, "a", "notes.txt", 12}},
        relay::Provide{{Resource::Kind::file, "a", "stdin", std::nullopt}},
        relay::Provide{{Resource::Kind::audio_track, "b", "", std::nullopt}},
        relay::Provide{{Resource::Kind::video_track, "c", "screen", std::nullopt}},
        relay::Provide{{Resource::Kind::port, "d", "8080", std::nullopt}},
        relay::ProvideStop{"a"},
        relay::Request{"a"},
        relay::Request{"a", FileBeginning{(std::uint64_t{1} << 53U) - 1, Digest{std::byte{0x5a}}}},
        relay::RequestStop{"a"},
        relay::Offer{"v=0\r\n"},
        relay::Answer{"v=0\r\n"},
        relay::Candidate{"candidate:1", "0", 0, "x"},
        relay::Candidate{"candidate:1", std::nullopt, std::nullopt, std::nullopt},
        relay::Chat{"h\u00e9llo \"\n\U0001f600"},
        relay::ChatImage{"data:image/png;base64,AAA="},
        relay::Bye{}};
    for (const auto& message : messages) {
        const std::string plaintext = write_relay(kSender, message);
        const auto read = read_relay(plaintext, kSender);
        ASSERT_TRUE(read.has_value()) << plaintext;
        EXPECT_EQ(*read, message) << plaintext;
    }
}

TEST(RelayMessage, looks_on_the_wire_as_deployed_clients_expect) {
    EXPECT_EQ(write_relay(5, relay::Request{"a"}),
              R"({"inner":{"request":{"id":"a"}},"sender":5})");
    EXPECT_EQ(write_relay(5, relay::Request{"a", FileBeginning{7, Digest{std::byte{0xab}}}}),
              R"({"inner":{"request":{"from":7,"id":"a","sha256":"ab)" + std::string(62, '0') +
                  R"("}},"sender":5})");
    EXPECT_EQ(write_relay(5, relay::Provide{{Resource::Kind::file, "a", "b", 3}}),
              R"({"inner":{"provide":{"id":"a","kind":"file","label":"b","size":3}},"sender":5})");
    EXPECT_EQ(write_relay(5, relay::Identify{"A", std::nullopt, {}}),
              R"({"inner":{"identify":{"capabilities":[],"username":"A"}},"sender":5})");
    EXPECT_EQ(write_relay(5, relay::Chat{"\xff"}),
              "{\"inner\":{\"chat\":{\"text\":\"\ufffd\"}},\"sender\":5}");
}

TEST(RelayMessage, of_a_lying_server_is_dropped) {
    const std::string plaintext = write_relay(kSender, relay::Bye{});
    EXPECT_EQ(read_relay(plaintext, 8).error(), RelayDrop::wrong_sender);
    EXPECT_EQ(read_relay(R"({"inner":{"bye":{}}})", 7).error(), RelayDrop::wrong_sender);
    EXPECT_EQ(read_relay(R"({"sender":"7","inner":{"bye":{}}})", 7).error(),
              RelayDrop::wrong_sender);
    EXPECT_TRUE(read_relay(R"({"sender":7.0,"inner":{"bye":{}}})", 7).has_value());
}

TEST(RelayMessage, with_more_fields_than_we_know_is_read) {
    EXPECT_EQ(read_as<relay::Request>(R"({"request":{"id":"a","later":[1,{"x":null}]}})").id, "a");
    EXPECT_EQ(read_as<relay::Request>(R"({"request":{"id":"a","later":-1e999}})").id, "a");
}

TEST(RelayMessage, with_a_beginning_that_is_none_is_a_plain_request) {
    const std::string digits(64, 'a');
    for (const auto& fields :
         {R"("from":7)" + std::string{}, R"("sha256":")" + digits + '"',
          R"("from":-1,"sha256":")" + digits + '"', R"("from":"7","sha256":")" + digits + '"',
          R"("from":9007199254740992,"sha256":")" + digits + '"',
          R"("from":7,"sha256":")" + digits + R"(a")", R"("from":7,"sha256":7)" + std::string{},
          R"("from":7,"sha256":")" + std::string(64, 'A') + '"'}) {
        EXPECT_EQ(read_as<relay::Request>(R"({"request":{"id":"a",)" + fields + "}}"),
                  relay::Request{"a"})
            << fields;
    }
}

TEST(RelayMessage, with_a_name_that_we_do_not_know_is_told_from_a_malformed_one) {
    EXPECT_EQ(drop_of(R"({"preview":{"id":"a","data":"x"}})"), RelayDrop::unknown_name);
    EXPECT_EQ(drop_of(R"({"":1})"), RelayDrop::unknown_name);
    for (const std::string inner :
         {"null", "[]", "1", "{}", R"({"bye":{},"chat":{}})", R"({"bye":null})", R"({"bye":[]})",
          R"({"request":{}})", R"({"request":{"id":1}})", R"({"request":"a"})", R"({"offer":{}})",
          R"({"identify":{}})", R"({"identify":{"username":null}})", R"({"chat":{}})",
          R"({"ice_candidate":{}})", R"({"ice_candidate":null})"}) {
        EXPECT_EQ(drop_of(inner), RelayDrop::malformed) << inner;
    }
}

TEST(RelayMessage, that_is_no_json_is_dropped) {
    const std::string valid = write_relay(kSender, relay::Bye{});
    EXPECT_EQ(read_relay("\xEF\xBB\xBF" + valid, kSender).error(), RelayDrop::not_json);
    EXPECT_EQ(read_relay(valid + '\0', kSender).error(), RelayDrop::not_json);
    EXPECT_EQ(read_relay("", kSender).error(), RelayDrop::not_json);
    EXPECT_EQ(read_relay(valid.substr(1), kSender).error(), RelayDrop::not_json);
    EXPECT_EQ(drop_of("{\"chat\":{\"text\":\"\xff\"}}"), RelayDrop::not_json);
    EXPECT_EQ(drop_of(R"({"chat":{"text":"\ud800"}})"), RelayDrop::not_json);
}

TEST(RelayMessage, that_would_fill_the_memory_is_dropped_before_it_is_parsed) {
    EXPECT_EQ(drop_of(std::string(8'000'000, '[')), RelayDrop::too_large);
    std::string objects;
    for (int depth = 0; depth < 1'000'000; ++depth) objects += R"({"a":)";
    EXPECT_EQ(drop_of(objects), RelayDrop::too_large);
    std::string many = R"({"bye":{"x":[0)";
    for (int count = 0; count < 5000; ++count) many += ",0";
    EXPECT_EQ(drop_of(many + "]}}"), RelayDrop::too_large);
    EXPECT_EQ(drop_of(text_of(relay_limits::plaintext)), RelayDrop::too_large);
    // Brackets in texts are none.
    const std::string brackets(1000, '[');
    EXPECT_EQ(read_as<relay::Chat>(R"({"chat":{"text":"\\\")" + brackets + R"("}})").text,
              "\\\"" + brackets);
}

TEST(RelayMessage, identify_takes_what_is_valid_of_it) {
    const auto message = read_as<relay::Identify>(
        R"({"identify":{"username":" A\n\u202el  ice ","session":"00","capabilities":["a",1,null,"b"]}})");
    EXPECT_EQ(message.username, "A l ice");
    EXPECT_EQ(message.session, std::nullopt);
    EXPECT_EQ(message.capabilities, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(read_as<relay::Identify>(R"({"identify":{"username":"x","session":")" +
                                       std::string(32, 'F') + R"("}})")
                  .session,
              std::nullopt);
}

TEST(RelayMessage, identify_has_bounds) {
    std::string capabilities = R"("a")";
    for (int count = 0; count < 200; ++count) capabilities += R"(,"a")";
    const auto message = read_as<relay::Identify>(R"({"identify":{"username":)" +
                                                  text_of(1'000'000) + R"(,"capabilities":[)" +
                                                  text_of(101) + ',' + capabilities + "]}}");
    EXPECT_EQ(message.username, std::string(99, 'x') + "\u2026");
    EXPECT_EQ(message.capabilities.size(), 63U) << "the first was too long";
}

TEST(RelayMessage, a_file_may_be_an_archive_of_the_one_kind_that_we_unpack) {
    const auto provide = [](const std::string& archive) {
        return R"({"provide":{"id":"a","kind":"file","label":"b","size":1,"archive":)" + archive +
               "}}";
    };
    EXPECT_TRUE(read_as<relay::Provide>(provide(R"("tar")")).resource.archive);
    for (const std::string other : {R"("zip")", "true", "null", "{}"})
        EXPECT_FALSE(read_as<relay::Provide>(provide(other)).resource.archive) << other;
}

TEST(RelayMessage, provide_makes_a_files_name_safe_and_checks_its_size) {
    const auto provide = [](const std::string& size) {
        return R"({"provide":{"id":"a","kind":"file","label":"../../etc/pass\u202ewd","size":)" +
               size + "}}";
    };
    EXPECT_EQ(read_as<relay::Provide>(provide("9007199254740991")).resource,
              (Resource{Resource::Kind::file, "a", "passwd", 9007199254740991U}));
    EXPECT_EQ(read_as<relay::Provide>(provide("3.0")).resource.size, 3U);
    EXPECT_EQ(read_as<relay::Provide>(provide("null")).resource.size, std::nullopt);
    for (const std::string size : {"9007199254740992", "-1", "1.5", "\"1\"", "1e300", "[]"}) {
        EXPECT_EQ(drop_of(provide(size)), RelayDrop::malformed) << size;
    }
    EXPECT_EQ(read_as<relay::Provide>(R"({"provide":{"id":"a","kind":"file"}})").resource.label,
              "file");
    const std::string longest =
        R"({"provide":{"id":"a","kind":"file","label":)" + text_of(10'000'000) + "}}";
    EXPECT_LE(read_as<relay::Provide>(longest).resource.label.size(), 200U);
}

TEST(RelayMessage, provide_of_an_unknown_kind_or_a_bad_id_is_dropped) {
    for (const std::string body :
         {R"("id":"a","kind":"hologram")", R"("id":"a")", R"("id":"","kind":"port")",
          R"("kind":"port")", R"("id":"a","kind":"track")",
          R"("id":"a","kind":"track","track_kind":"smell")"}) {
        EXPECT_EQ(drop_of(R"({"provide":{)" + body + "}}"), RelayDrop::malformed) << body;
    }
    EXPECT_EQ(drop_of(R"({"provide":{"kind":"port","id":)" + text_of(201) + "}}"),
              RelayDrop::malformed);
    EXPECT_EQ(read_as<relay::Provide>(R"({"provide":{"kind":"port","id":)" + text_of(200) + "}}")
                  .resource.id.size(),
              200U);
}

TEST(RelayMessage, descriptions_and_candidates_have_bounds) {
    EXPECT_EQ(drop_of(R"({"offer":)" + text_of(relay_limits::sdp + 1) + "}"), RelayDrop::malformed);
    EXPECT_EQ(read_as<relay::Answer>(R"({"answer":)" + text_of(relay_limits::sdp) + "}").sdp.size(),
              relay_limits::sdp);
    EXPECT_EQ(drop_of(R"({"ice_candidate":{"candidate":)" + text_of(4097) + "}}"),
              RelayDrop::malformed);
    const auto candidate =
        read_as<relay::Candidate>(R"({"ice_candidate":{"candidate":"","sdpMid":)" + text_of(201) +
                                  R"(,"sdpMLineIndex":65536,"usernameFragment":7}})");
    EXPECT_EQ(candidate, relay::Candidate{});
}

TEST(RelayMessage, chat_is_cut_between_characters) {
    std::string text(relay_limits::chat - 2, 'x');
    text += "\U0001f600\U0001f600";
    const auto chat = read_as<relay::Chat>(R"({"chat":{"text":")" + text + R"("}})");
    EXPECT_EQ(chat.text, std::string(relay_limits::chat - 2, 'x') + "\u2026");
}

TEST(RelayMessage, chat_images_are_of_known_types) {
    for (const std::string url :
         {"data:image/svg+xml;base64,AAAA", "data:image/png;base64,", "data:image/png;base64,A\\n",
          "data:image/png,AAAA", "https://example.org/x.png", "data:image/png;base64,A===="}) {
        EXPECT_EQ(drop_of(R"({"chat":{"image":")" + url + R"("}})"), RelayDrop::malformed) << url;
    }
}

TEST(RelayText, counts_in_utf16_and_cuts_whole_characters) {
    EXPECT_EQ(utf16_length("a\u00e4\u5199\U0001f600"), 5U);
    EXPECT_EQ(cut("\U0001f600\U0001f600", 4), "\U0001f600\U0001f600");
    EXPECT_EQ(cut("\U0001f600\U0001f600", 3), "\U0001f600\u2026");
    EXPECT_EQ(cut("\U0001f600\U0001f600", 2), "\u2026");
    EXPECT_EQ(one_line("\t \u2066\n", 10), "");
    EXPECT_EQ(one_line(std::string(50, ' ') + "x", 10), "") << "cut before it is cleaned";
}

}  // namespace

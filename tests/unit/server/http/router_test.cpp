// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "support/memory_store.hpp"

namespace keks::server {
namespace {

using testing::HasSubstr;

// The headers as a client sees them, besides those that every answer has.
std::map<std::string, std::string> own_headers(const Response& response) {
    std::map<std::string, std::string> headers;
    for (const auto& header : response.headers) {
        const bool inserted = headers.emplace(header.name, std::string{header.value.view()}).second;
        EXPECT_TRUE(inserted) << header.name << " comes twice";
    }
    return headers;
}

class Router : public testing::Test {
  protected:
    Response get(std::string_view target) { return respond({"GET", target, {}, {}}, site_); }
    Response head(std::string_view target) { return respond({"HEAD", target, {}, {}}, site_); }
    Response ask(std::string_view method, std::string_view target) {
        return respond({method, target, {}, {}}, site_);
    }

    Site site_{std::make_shared<EmbeddedStore>(test::small_web_client()), Config{},
               "keks-meet 1.2.3"};
};

struct PageCase {
    std::string target;
    std::string mime;
    std::string cache;
    std::string body;
};

TEST_F(Router, ServesEveryPathOfTheProtocol) {
    const std::string html = "text/html; charset=utf-8";
    const std::string script = "text/javascript; charset=utf-8";
    const std::string immutable = "public, max-age=31536000, immutable";
    for (const auto& page : std::vector<PageCase>{
             {"/", html, "no-cache", "<p>start</p>"},
             {"/room", html, "no-cache", "<p>room</p>"},
             {"/sw.js", script, "no-cache", "worker"},
             {"/favicon.ico", "image/vnd.microsoft.icon", "no-cache", "icon"},
             {"/assets/main-AB12CD34.js", script, immutable, "main as it is"},
             {"/version", "text/plain; charset=utf-8", "no-cache", "keks-meet 1.2.3"},
             {"/config.json", "application/json; charset=utf-8", "no-cache",
              render_client_config(Config{})},
             {"/overrides.css", "text/css; charset=utf-8", "no-cache",
              render_overrides(Config{}.appearance)},
         }) {
        const auto response = get(page.target);
        EXPECT_EQ(response.status, 200U) << page.target;
        EXPECT_EQ(response.body.view(), page.body) << page.target;
        EXPECT_EQ(response.content_length, page.body.size()) << page.target;
        auto headers = own_headers(response);
        EXPECT_THAT(headers["ETag"], testing::MatchesRegex("\"[0-9a-z-]+\"")) << page.target;
        headers.erase("ETag");
        EXPECT_EQ(headers, (std::map<std::string, std::string>{{"Content-Type", page.mime},
                                                               {"Cache-Control", page.cache},
                                                               {"Vary", "Accept-Encoding"}}))
            << page.target;
    }
}

TEST_F(Router, AnswersHeadAsGetWithoutTheBody) {
    for (const std::string_view target : {"/", "/room", "/version", "/config.json", "/nothing",
                                          "/room/secret", "/signaling", "relative"}) {
        const auto with_body = get(target);
        const auto without = head(target);
        EXPECT_EQ(without.status, with_body.status) << target;
        EXPECT_EQ(without.content_length, with_body.body.view().size()) << target;
        EXPECT_EQ(without.body.view(), "") << target;
        EXPECT_EQ(own_headers(without), own_headers(with_body)) << target;
    }
}

TEST_F(Router, IgnoresTheQuery) {
    EXPECT_EQ(get("/room?x=y").body.view(), "<p>room</p>");
    EXPECT_EQ(get("/?").body.view(), "<p>start</p>");
    EXPECT_EQ(get("/assets/main-AB12CD34.js?v=/../../").status, 200U);
}

TEST_F(Router, AcceptsTargetsThatNameTheHost) {
    EXPECT_EQ(get("http://keks.example/room").body.view(), "<p>room</p>");
    EXPECT_EQ(get("HTTPS://keks.example:443/room?x").body.view(), "<p>room</p>");
    EXPECT_EQ(get("http://keks.example").body.view(), "<p>start</p>");
    EXPECT_EQ(get("http://keks.example?x").body.view(), "<p>start</p>");
}

TEST_F(Router, DecodesEscapesInPaths) {
    EXPECT_EQ(get("/assets/odd%20name.txt").body.view(), "odd");
    EXPECT_EQ(get("/%72oom").body.view(), "<p>room</p>");
    EXPECT_EQ(get("/assets%2fmain-AB12CD34.js").status, 400U) << "an escaped slash is no slash";
    for (const std::string_view target : {"/assets/%", "/assets/%2", "/assets/%zz", "/%00", "/%"}) {
        EXPECT_EQ(get(target).status, 400U) << target;
    }
}

TEST_F(Router, HasNothingElse) {
    for (const std::string_view target :
         {"/index.html", "/room.html", "/Room", "//", "/rooms", "/assets", "/assets/",
          "/assets/x.js", "/assets/../index.html", "/assets/%2e%2e/index.html", "/./", "/version/",
          "/config.json/", "/metrics", "/swtest", "/download/x", "/room#x", "/.git/config"}) {
        const auto response = get(target);
        EXPECT_EQ(response.status, 404U) << target;
        EXPECT_EQ(own_headers(response)["Content-Type"], "text/plain; charset=utf-8") << target;
        EXPECT_FALSE(response.body.view().empty()) << target;
        EXPECT_EQ(ask("POST", target).status, 404U) << target;
    }
}

TEST_F(Router, RefusesTargetsThatMakeNoSense) {
    for (const std::string_view target : {"", "*", "room", "ftp://x/", "http://", "http:///room",
                                          "/a b", "/a\nb", "/\x7f", "example.org:443"}) {
        EXPECT_EQ(get(target).status, 400U) << target;
    }
}

TEST_F(Router, OffersOnlyGetAndHead) {
    for (const std::string_view method :
         {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "BREW", ""}) {
        for (const std::string_view target :
             {"/", "/room", "/room/secret", "/config.json", "/overrides.css", "/version", "/sw.js",
              "/favicon.ico", "/assets/main-AB12CD34.js", "/signaling"}) {
            const auto response = ask(method, target);
            EXPECT_EQ(response.status, 405U) << method << target;
            EXPECT_EQ(own_headers(response)["Allow"], "GET, HEAD") << method << target;
        }
    }
}

TEST_F(Router, AsksForAnUpgradeWhereTheWebSocketIs) {
    const auto response = get("/signaling?x=y");
    EXPECT_EQ(response.status, 426U);
    EXPECT_EQ(own_headers(response)["Upgrade"], "websocket");
    EXPECT_TRUE(is_signaling("/signaling"));
    EXPECT_TRUE(is_signaling("/signaling?token=1"));
    EXPECT_TRUE(is_signaling("http://host/signaling"));
    for (const std::string_view target : {"/", "/signaling/", "/signalin", "signaling", "", "/%"}) {
        EXPECT_FALSE(is_signaling(target)) << target;
    }
}

TEST_F(Router, SendsTheEncodingThatTheClientLikesBest) {
    const auto asset = [this](std::string_view accepted) {
        return respond({"GET", "/assets/main-AB12CD34.js", accepted, {}}, site_);
    };
    const auto brotli = asset("gzip, deflate, br");
    EXPECT_EQ(brotli.body.view(), "main br");
    EXPECT_EQ(brotli.content_length, 7U);
    EXPECT_EQ(own_headers(brotli)["Content-Encoding"], "br");
    EXPECT_EQ(own_headers(brotli)["ETag"], "\"main-br\"");
    EXPECT_EQ(own_headers(asset("gzip"))["Content-Encoding"], "gzip");
    EXPECT_EQ(own_headers(asset("")).count("Content-Encoding"), 0U);
    const auto refused = asset("identity;q=0");
    EXPECT_EQ(refused.status, 406U);
    EXPECT_EQ(own_headers(refused)["Vary"], "Accept-Encoding");
}

TEST_F(Router, SaysThatNothingChanged) {
    const auto response =
        respond({"GET", "/assets/main-AB12CD34.js", "br", "\"old\", W/\"main-br\""}, site_);
    EXPECT_EQ(response.status, 304U);
    EXPECT_EQ(response.content_length, std::nullopt);
    EXPECT_EQ(response.body.view(), "");
    EXPECT_EQ(own_headers(response), (std::map<std::string, std::string>{
                                         {"ETag", "\"main-br\""},
                                         {"Cache-Control", "public, max-age=31536000, immutable"},
                                         {"Vary", "Accept-Encoding"}}));
}

TEST_F(Router, SendsAnotherEncodingThanTheOneThatIsKnown) {
    const auto response =
        respond({"GET", "/assets/main-AB12CD34.js", "gzip", "\"main-br\""}, site_);
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.body.view(), "main gzip");
}

TEST_F(Router, RevalidatesWhatItMakesItself) {
    for (const std::string_view target : {"/config.json", "/overrides.css", "/version"}) {
        const auto etag = own_headers(get(target))["ETag"];
        EXPECT_EQ(respond({"GET", target, {}, etag}, site_).status, 304U) << target;
        EXPECT_EQ(respond({"HEAD", target, {}, "*"}, site_).status, 304U) << target;
    }
    Config other;
    other.appearance.accent = "red";
    const Site changed{std::make_shared<EmbeddedStore>(test::small_web_client()), other, "1"};
    for (const std::string_view target : {"/config.json", "/overrides.css", "/version"}) {
        const auto etag = own_headers(get(target))["ETag"];
        EXPECT_EQ(respond({"GET", target, {}, etag}, changed).status, 200U) << target;
    }
}

TEST_F(Router, MovesTheOldRoomLinks) {
    const auto response = get("/room/my%20secret");
    EXPECT_EQ(response.status, 301U);
    EXPECT_EQ(own_headers(response)["Location"], "../room#my%20secret?warn_redirect=true");
    EXPECT_THAT(std::string{response.body.view()}, testing::Not(HasSubstr("secret")));
}

TEST_F(Router, AnswersOutliveTheSite) {
    auto site =
        std::make_unique<Site>(std::make_shared<EmbeddedStore>(test::small_web_client()), Config{},
                               "a version that is too long for the string itself");
    const auto response = respond({"GET", "/version", {}, {}}, *site);
    site.reset();
    EXPECT_EQ(response.body.view(), "a version that is too long for the string itself");
}

}  // namespace
}  // namespace keks::server

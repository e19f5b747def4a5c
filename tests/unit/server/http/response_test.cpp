// SPDX-License-Identifier: AGPL-3.0-only
#include "server/http/response.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace keks::server {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string security_header(std::string_view name) {
    for (const auto& header : security_headers()) {
        if (header.name == name) return std::string{header.value};
    }
    return "absent";
}

TEST(SecurityHeaders, AllowNoInlineCodeAndNoOtherOrigin) {
    const auto policy = security_header("Content-Security-Policy");
    EXPECT_THAT(policy, Not(HasSubstr("unsafe-inline")));
    EXPECT_THAT(policy, Not(HasSubstr("'unsafe-eval'")));
    EXPECT_THAT(policy, Not(HasSubstr("http")));
    EXPECT_THAT(policy, Not(HasSubstr("*")));
    for (const auto* directive :
         {"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'",
          "connect-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'",
          "frame-ancestors 'none'"}) {
        EXPECT_THAT("; " + policy + ";", HasSubstr("; " + std::string{directive} + ";"));
    }
}

TEST(SecurityHeaders, LetThePageAloneUseTheDevices) {
    const auto policy = security_header("Permissions-Policy");
    for (const auto* device : {"camera", "microphone", "display-capture"}) {
        EXPECT_THAT(policy, HasSubstr(std::string{device} + "=(self)"));
    }
    EXPECT_EQ(security_header("Referrer-Policy"), "no-referrer");
    EXPECT_EQ(security_header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(security_header("Cross-Origin-Opener-Policy"), "same-origin");
    EXPECT_EQ(security_header("Cross-Origin-Resource-Policy"), "same-origin");
}

TEST(ErrorResponse, IsASentenceOfPlainText) {
    auto response = error_response(408, "Too slow.\n");
    EXPECT_EQ(response.status, 408U);
    EXPECT_EQ(response.body.view(), "Too slow.\n");
    EXPECT_EQ(response.content_length, 10U);
    const auto has = [&](std::string_view name, std::string_view value) {
        return std::ranges::any_of(response.headers, [&](const Header& header) {
            return header.name == name && header.value.view() == value;
        });
    };
    EXPECT_TRUE(has("Content-Type", "text/plain; charset=utf-8"));
    EXPECT_TRUE(has("Cache-Control", "no-store"));
    drop_body(response);
    EXPECT_EQ(response.body.view(), "");
    EXPECT_EQ(response.content_length, 10U);
}

TEST(ReasonPhrase, IsThatOfTheStandard) {
    EXPECT_EQ(reason_phrase(200), "OK");
    EXPECT_EQ(reason_phrase(304), "Not Modified");
    EXPECT_EQ(reason_phrase(431), "Request Header Fields Too Large");
    EXPECT_EQ(reason_phrase(299), "Unknown");
}

}  // namespace
}  // namespace keks::server

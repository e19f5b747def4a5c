// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "support/http_client.hpp"

namespace keks::test {

// Checks what has to be on every answer, whatever went wrong before it.
inline void expect_security_headers(const HttpResponse& answer, const std::string& what) {
    SCOPED_TRACE("the answer to " + what);
    const auto policy = answer.header("content-security-policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << policy;
    EXPECT_NE(policy.find("frame-ancestors"), std::string::npos) << policy;
    EXPECT_EQ(policy.find("unsafe-inline"), std::string::npos) << policy;
    EXPECT_EQ(policy.find("'unsafe-eval'"), std::string::npos) << policy;
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    const auto permissions = answer.header("permissions-policy");
    for (const std::string device : {"camera", "microphone", "display-capture"}) {
        EXPECT_NE(permissions.find(device + "=(self)"), std::string::npos) << permissions;
    }
}

}  // namespace keks::test

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/crc32c.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace keks::client::webrtc {
namespace {

TEST(Crc32c, IsThatOfTheCastagnoliPolynomial) {
    const std::string_view digits = "123456789";
    EXPECT_EQ(crc32c(std::as_bytes(std::span{digits})), 0xe3069283U);
    EXPECT_EQ(crc32c_portable(std::as_bytes(std::span{digits})), 0xe3069283U);
}

TEST(Crc32c, IsTheSameWithAndWithoutTheInstruction) {
    std::vector<std::byte> bytes;
    for (unsigned i = 0; i < 100; ++i) {
        EXPECT_EQ(crc32c(bytes), crc32c_portable(bytes)) << i;
        bytes.push_back(std::byte(i * 37));
    }
}

}  // namespace
}  // namespace keks::client::webrtc

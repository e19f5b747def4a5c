// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "server/config/config.hpp"
#include "support/temporary_directory.hpp"

namespace keks::test {

// Loads configurations from a file called config.toml.
class ConfigFileTest : public testing::Test {
  protected:
    server::Config accepted(std::string_view text) {
        const auto config = server::load_config(directory_.write("config.toml", text), {});
        EXPECT_TRUE(config) << config.error().message;
        return config ? *config : server::Config{};
    }

    // The message, without the directory in front of the file's name.
    std::string refusal(std::string_view text) {
        const auto config = server::load_config(directory_.write("config.toml", text), {});
        if (config) return "accepted";
        const auto prefix = directory_.path().string() + "/";
        const auto& message = config.error().message;
        EXPECT_TRUE(message.starts_with(prefix)) << message;
        return message.substr(std::min(prefix.size(), message.size()));
    }

    TemporaryDirectory directory_;
};

}  // namespace keks::test

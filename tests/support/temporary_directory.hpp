// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

#include "support/fail.hpp"

namespace keks::test {

// A directory of the test's own, gone with it.
class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::string name = (std::filesystem::temp_directory_path() / "keks-test-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) fail(Where::current(), "cannot make " + name);
        path_ = name;
    }
    ~TemporaryDirectory() {
        std::error_code nothing_to_do_about_it;
        std::filesystem::remove_all(path_, nothing_to_do_about_it);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

    // Writes a file, with the folders on its way, and returns its full path.
    std::string write(std::string_view name, std::string_view content) const {
        const auto file = path_ / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream stream{file, std::ios::binary};
        stream << content;
        if (!stream.flush()) fail(Where::current(), "cannot write " + file.string());
        return file.string();
    }

  private:
    std::filesystem::path path_;
};

}  // namespace keks::test

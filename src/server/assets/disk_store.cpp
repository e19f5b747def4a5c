// SPDX-License-Identifier: AGPL-3.0-only
#include "server/assets/disk_store.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>

#include "server/assets/asset_rules.hpp"
#include "server/assets/owned_asset.hpp"

namespace keks::server {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFile = std::uintmax_t{64} << 20U;

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && std::ranges::none_of(name, [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '\\';
    });
}

bool is_plain_path(std::string_view path) {
    for (;;) {
        const auto slash = path.find('/');
        if (!is_plain_name(path.substr(0, slash))) return false;
        if (slash == std::string_view::npos) return true;
        path.remove_prefix(slash + 1);
    }
}

bool is_below(const fs::path& root, const fs::path& file) {
    return std::mismatch(root.begin(), root.end(), file.begin(), file.end()).first == root.end();
}

// Where the file really is, if that is a readable place below the root.
std::optional<fs::path> locate(const fs::path& root, std::string_view path) {
    std::error_code error;
    auto file = fs::canonical(root / path, error);
    if (error || !is_below(root, file)) return std::nullopt;
    if (!fs::is_regular_file(file, error) || error) return std::nullopt;
    const auto size = fs::file_size(file, error);
    return error || size > kMaxFile ? std::nullopt : std::optional{std::move(file)};
}

std::optional<std::string> read(const fs::path& file) {
    std::ifstream stream{file, std::ios::binary};
    std::ostringstream bytes;
    // Inserting nothing, as from an empty file, would count as a failure.
    if (stream.is_open() && stream.peek() != std::ifstream::traits_type::eof()) {
        bytes << stream.rdbuf();
    }
    if (!stream.is_open() || stream.bad() || bytes.bad()) return std::nullopt;
    return std::move(bytes).str();
}

}  // namespace

DiskStore::DiskStore(const fs::path& root) : root_{fs::canonical(root)} {
    if (!fs::is_directory(root_)) {
        throw fs::filesystem_error{"not a directory", root,
                                   std::make_error_code(std::errc::not_a_directory)};
    }
}

std::shared_ptr<const Asset> DiskStore::find(std::string_view path) const {
    if (!is_plain_path(path)) return nullptr;
    const auto file = locate(root_, path);
    if (!file) return nullptr;
    auto bytes = read(*file);
    if (!bytes) return nullptr;
    return make_owned_asset(std::string{path}, std::move(*bytes), mime_type(path), kCacheNever);
}

}  // namespace keks::server

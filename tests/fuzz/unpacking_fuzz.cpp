// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/unpacking.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "client/disk/utf8_locale.hpp"

// Any bytes are a tar stream or refused. Whatever they are, nothing changes outside the folder that
// they are unpacked into, and no link in it leads out of it.
namespace {

namespace fs = std::filesystem;
using namespace keks::client::disk;

void require(bool condition) {
    if (!condition) std::abort();
}

/** "into", a folder to unpack into, and "beside", one with a file that a stream may aim at. */
class Playground {
  public:
    Playground() = default;
    Playground(const Playground&) = delete;
    Playground& operator=(const Playground&) = delete;
    ~Playground() {
        open_up(root_ / "into");
        fs::remove_all(root_);
    }

    [[nodiscard]] fs::path into() const { return root_ / "into"; }

    void check() const {
        require(std::distance(fs::directory_iterator{root_}, {}) == 2);
        require(std::distance(fs::directory_iterator{root_ / "beside"}, {}) == 1);
        const fs::path file = root_ / "beside" / "file";
        require(fs::status(file).permissions() == before_);
        require(fs::last_write_time(file) == written_);
        std::ifstream stream{file};
        require(std::string{std::istreambuf_iterator<char>{stream}, {}} == content);
        check_links(into());
    }

  private:
    static constexpr const char* content = "stays as it is";

    static fs::path make_root() {
        std::string name = fs::temp_directory_path() / "keks-fuzz-XXXXXX";
        require(::mkdtemp(name.data()) != nullptr);
        fs::path root{name};
        fs::create_directory(root / "into");
        fs::create_directory(root / "beside");
        std::ofstream{root / "beside" / "file"} << content;
        return root;
    }

    // Of folders that nobody may look into.
    static void open_up(const fs::path& folder) {
        fs::permissions(folder, fs::perms::owner_all, fs::perm_options::add);
        for (const auto& entry : fs::directory_iterator{folder})
            if (entry.symlink_status().type() == fs::file_type::directory) open_up(entry.path());
    }

    void check_links(const fs::path& folder) const {
        fs::permissions(folder, fs::perms::owner_all, fs::perm_options::add);
        for (const auto& entry : fs::directory_iterator{folder}) {
            const auto type = entry.symlink_status().type();
            if (type == fs::file_type::directory) check_links(entry.path());
            if (type == fs::file_type::symlink) {
                const auto end = fs::weakly_canonical(entry.path()).lexically_relative(into_);
                require(!end.empty() && *end.begin() != "..");
            } else {
                require(type == fs::file_type::directory || type == fs::file_type::regular);
            }
        }
    }

    fs::path root_ = make_root();
    fs::path into_ = fs::canonical(into());
    fs::perms before_ = fs::status(root_ / "beside" / "file").permissions();
    fs::file_time_type written_ = fs::last_write_time(root_ / "beside" / "file");
};

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Utf8Locale locale;
    const Playground playground;
    FileDescriptor folder{::open(playground.into().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    require(bool{folder});
    auto rest = std::as_bytes(std::span{data, size});
    const auto more = [&rest]() -> std::optional<std::span<const std::byte>> {
        constexpr std::size_t at_a_time = 700;
        const auto next = rest.first(std::min(rest.size(), at_a_time));
        rest = rest.subspan(next.size());
        return next;
    };
    const Unpacking::Limits limits{.entries = 100, .bytes = 1 << 20};
    const auto note = [](const UnpackState& state) -> std::optional<DiskError> {
        // One could go on from each.
        require(decode_unpack_state(encode(state)).has_value());
        return std::nullopt;
    };
    Unpacking unpacking{FolderBuilder{std::move(folder)}, limits, more, note};
    if (!unpacking.run()) static_cast<void>(unpacking.finish_top());
    playground.check();
    return 0;
}

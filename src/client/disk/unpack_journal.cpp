// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/unpack_journal.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <span>
#include <utility>
#include <vector>

#include "client/disk/abandoned_file.hpp"
#include "client/disk/open_file.hpp"

namespace keks::client::disk {
namespace {

constexpr std::array<char, 16> kKind{"rift journal 1\n"};

// States are written to two places in turn, so that one is whole when the process ends while it
// writes the other. Each place begins with this, as it is in the memory.
struct Header {
    std::array<char, 16> kind = kKind;
    Sha256::Digest digest{};  // of the numbers below, of where it is, and of the state
    std::uint64_t number = 0;
    std::uint64_t size = 0;
    std::uint64_t length = 0;  // of the state
};

// More than the longest paths (`kLongestPath`) and as many folders as there may be come to.
constexpr std::uint64_t kPlace = std::uint64_t{64} * 1024;

using Bytes = std::vector<std::byte>;

std::string this_boot() {
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    std::getline(file, id);
    return id;
}

// As in Linux 6.8 (statx(2)), which gives no number a second time. Others may, so that a disk that
// was taken away and is there again is not always told from one that was there all the time.
constexpr unsigned kUniqueMountId = 0x4000;

// Empty if it is not known.
std::string where_is(int folder) {
    struct statx status {};
    const auto boot = this_boot();
    constexpr unsigned wanted = STATX_MNT_ID | kUniqueMountId;
    if (boot.empty() || ::statx(folder, "", AT_EMPTY_PATH, wanted, &status) != 0 ||
        (status.stx_mask & wanted) == 0)
        return {};
    return boot + " " + std::to_string(status.stx_mnt_id);
}

Sha256::Digest digest_of(const Header& header, const std::string& where,
                         std::span<const std::byte> state) {
    Sha256 hash;
    hash.update(std::as_bytes(std::span{&header.number, 1}));
    hash.update(std::as_bytes(std::span{&header.size, 1}));
    hash.update(std::as_bytes(std::span{&header.length, 1}));
    hash.update(std::as_bytes(std::span{where}));
    hash.update(state);
    return hash.digest();
}

struct Record {
    std::uint64_t number = 0;
    UnpackState state;
};

std::optional<Record> read_place(int file, std::uint64_t place, const std::string& where,
                                 std::uint64_t size) {
    Header header;
    const auto room = std::as_writable_bytes(std::span{&header, 1});
    const auto length = read_at(file, place * kPlace, room, {});
    if (!length || *length < room.size() || header.kind != kKind || header.size != size ||
        header.length > kPlace - sizeof header)
        return std::nullopt;
    Bytes bytes(header.length);
    const auto whole = read_at(file, place * kPlace + sizeof header, bytes, {});
    if (!whole || *whole < bytes.size() || header.digest != digest_of(header, where, bytes))
        return std::nullopt;
    const auto* const begin = reinterpret_cast<const std::uint8_t*>(bytes.data());
    auto state = decode_unpack_state({begin, bytes.size()});
    if (!state) return std::nullopt;
    return Record{header.number, *std::move(state)};
}

}  // namespace

std::optional<UnpackJournal> UnpackJournal::create(int folder, const std::string& name,
                                                   std::uint64_t size) {
    remove_abandoned(folder, name);
    auto file = open_to_lock(folder, name, O_CREAT | O_EXCL);
    if (!file) return std::nullopt;
    // One that looks for abandoned ones may hold the lock, but lets go of an empty file. That a
    // file system has no locks only means that nobody goes on with this one later.
    (void)uninterrupted([&] { return ::flock(file.get(), LOCK_EX); });
    return UnpackJournal{std::move(file), where_is(folder), size};
}

void UnpackJournal::remove_abandoned(int folder, const std::string& name) {
    const auto file = lock_abandoned(folder, name);
    if (!file) return;
    std::array<char, kKind.size()> kind{};
    const auto length =
        read_at(file->descriptor.get(), 0, std::as_writable_bytes(std::span{kind}), name);
    // The second place is written after the first.
    if (file->size == 0 || (length && kind == kKind)) ::unlinkat(folder, name.c_str(), 0);
}

std::optional<UnpackJournal::Found> UnpackJournal::find(int folder, const std::string& name,
                                                        std::uint64_t size) {
    auto file = lock_abandoned(folder, name);
    auto where = where_is(folder);
    if (!file || where.empty()) return std::nullopt;
    auto last = read_place(file->descriptor.get(), 0, where, size);
    auto other = read_place(file->descriptor.get(), 1, where, size);
    if (!last || (other && other->number > last->number)) std::swap(last, other);
    if (!last) return std::nullopt;
    UnpackJournal journal{std::move(file->descriptor), std::move(where), size};
    journal.written_ = last->number + 1;
    return Found{std::move(journal), std::move(last->state), file->written};
}

int UnpackJournal::write(const UnpackState& state) {
    const auto encoded = encode(state);
    if (encoded.size() > kPlace - sizeof(Header)) return ENAMETOOLONG;
    Header header{.number = written_, .size = size_, .length = encoded.size()};
    const auto state_bytes = std::as_bytes(std::span{encoded});
    header.digest = digest_of(header, where_, state_bytes);
    const auto begin = std::as_bytes(std::span{&header, 1});
    Bytes bytes(begin.begin(), begin.end());
    bytes.insert(bytes.end(), state_bytes.begin(), state_bytes.end());
    auto at = static_cast<off_t>(written_ % 2 * kPlace);
    for (std::span<const std::byte> rest{bytes}; !rest.empty();) {
        const auto done =
            uninterrupted([&] { return ::pwrite(file_.get(), rest.data(), rest.size(), at); });
        if (done < 0) return errno;
        rest = rest.subspan(static_cast<std::size_t>(done));
        at += done;
    }
    ++written_;
    return 0;
}

}  // namespace keks::client::disk

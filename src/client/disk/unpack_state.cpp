// SPDX-License-Identifier: AGPL-3.0-only
#include "client/disk/unpack_state.hpp"

#include <array>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "client/disk/entry_rules.hpp"

namespace keks::client::disk {
namespace {

using Json = nlohmann::json;

// Each is an array: with names of fields it would take several times as long, for each entry.
using Time = std::tuple<time_t, long>;
using Entry = std::tuple<int, std::string, std::string, std::uint64_t, mode_t, Time>;
using Folder = std::tuple<std::string, bool, mode_t, Time>;
using Words = std::array<std::uint32_t, 8>;
using State = std::tuple<Entry, std::uint64_t, Words, std::uint64_t, std::uint64_t, std::uint64_t,
                         std::uint64_t, std::string, bool, std::vector<Folder>>;

Time time_out(const timespec& time) {
    return {time.tv_sec, time.tv_nsec};
}

timespec time_in(const Time& given) {
    const auto& [seconds, nanoseconds] = given;
    return {seconds, nanoseconds};
}

Folder folder_out(const FolderBuilder::OpenFolder& folder) {
    if (!folder.attributes) return {folder.name, false, 0, {}};
    return {folder.name, true, folder.attributes->mode, time_out(folder.attributes->modified)};
}

FolderBuilder::OpenFolder folder_in(const Folder& given) {
    const auto& [name, came_itself, mode, modified] = given;
    if (!came_itself) return {name, std::nullopt};
    return {name, FolderBuilder::Attributes{mode, time_in(modified)}};
}

Entry entry_out(const TarEntry& entry) {
    return {static_cast<int>(entry.kind), entry.path, entry.target, entry.size, entry.mode,
            time_out(entry.modified)};
}

TarEntry entry_in(const Entry& given) {
    const auto& [kind, path, target, size, mode, modified] = given;
    return {static_cast<TarEntry::Kind>(kind), path, target, size, mode, time_in(modified)};
}

UnpackState state_in(const State& given) {
    const auto& [entry, data_at, words, entries, bytes, folders, made_folders, top, several_tops,
                 open] = given;
    UnpackState state{.entry = entry_in(entry),
                      .data_at = data_at,
                      .hash = {words, data_at},
                      .entries = entries,
                      .bytes = bytes,
                      .folders = folders,
                      .made_folders = made_folders,
                      .top = top,
                      .several_tops = several_tops,
                      .open_folders = {}};
    for (const auto& each : open) state.open_folders.push_back(folder_in(each));
    return state;
}

// What the states that we write consist of: the rest would be taken for numbers that it is not, or
// take the stack.
class OursOnly : public nlohmann::json_sax<Json> {
  public:
    bool null() override { return false; }
    bool boolean(bool) override { return true; }
    bool number_integer(number_integer_t) override { return true; }
    bool number_unsigned(number_unsigned_t) override { return true; }
    bool number_float(number_float_t, const string_t&) override { return false; }
    bool string(string_t&) override { return true; }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return false; }
    bool key(string_t&) override { return false; }
    bool end_object() override { return false; }
    bool start_array(std::size_t) override { return ++depth_ <= kDeepest; }
    bool end_array() override { return depth_-- > 0; }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) override {
        return false;
    }

  private:
    static constexpr int kDeepest = 4;  // the time of a folder of all
    int depth_ = 0;
};

bool is_name(const std::string& name) {
    return !fault_of_path(name) && components(name).size() == 1;
}

// It may have come with an archive that was unpacked here earlier, and so from a stranger.
bool is_fit(const UnpackState& state) {
    const auto& entry = state.entry;
    if (fault_of_path(entry.path) || !is_name(state.top)) return false;
    if (entry.kind == TarEntry::Kind::link) {
        if (fault_of_link(entry.path, entry.target)) return false;
    } else if (entry.kind != TarEntry::Kind::file && entry.kind != TarEntry::Kind::folder) {
        return false;
    }
    for (const auto& each : state.open_folders)
        if (!is_name(each.name)) return false;
    const bool is_folder = entry.kind == TarEntry::Kind::folder;
    const bool counts = state.folders + (is_folder ? 0 : 1) <= state.entries;
    return counts && entry.size <= state.bytes && state.data_at % Sha256::kBlock == 0;
}

}  // namespace

std::vector<std::uint8_t> encode(const UnpackState& state) {
    std::vector<Folder> open;
    open.reserve(state.open_folders.size());
    for (const auto& each : state.open_folders) open.push_back(folder_out(each));
    return Json::to_cbor(State{entry_out(state.entry), state.data_at, state.hash.words,
                               state.entries, state.bytes, state.folders, state.made_folders,
                               state.top, state.several_tops, std::move(open)});
}

std::optional<UnpackState> decode_unpack_state(std::span<const std::uint8_t> bytes) {
    OursOnly ours;
    if (!Json::sax_parse(bytes.begin(), bytes.end(), &ours, Json::input_format_t::cbor))
        return std::nullopt;
    try {
        auto state = state_in(Json::from_cbor(bytes.begin(), bytes.end()).get<State>());
        return is_fit(state) ? std::optional{std::move(state)} : std::nullopt;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

}  // namespace keks::client::disk

// SPDX-License-Identifier: AGPL-3.0-only
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "client/relay_message.hpp"
#include "client/relay_text.hpp"
#include "client/resources/file_name.hpp"
#include "protocol/number_clamp.hpp"

namespace keks::client {
namespace {

using Json = nlohmann::json;
using Body = Json::object_t;
using Read = std::optional<RelayMessage>;

// The largest integer below which a JavaScript number holds every one.
constexpr std::uint64_t kMaxInteger = (std::uint64_t{1} << 53U) - 1;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/** Whether a text, were it JSON, has no more values than any message of ours, nor deeper ones: what
 * it takes to hold them is many times what it takes to write them. */
bool is_simple(std::string_view text) {
    std::size_t depth = 0;
    std::size_t values = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char each = text[at];
        if (quoted) {
            if (each == '\\') ++at;
            quoted = each != '"';
        } else if (each == '"') {
            quoted = true;
        } else if (each == '[' || each == '{') {
            if (++depth > relay_limits::depth || ++values > relay_limits::values) return false;
        } else if (each == ']' || each == '}') {
            depth -= std::min<std::size_t>(depth, 1);
        } else if (each == ',' && ++values > relay_limits::values) {
            return false;
        }
    }
    return true;
}

Json parse(std::string_view text) {
    // Two things that are not JSON, but that the library takes.
    if (text.starts_with(kByteOrderMark) || text.find('\0') != std::string_view::npos) {
        return Json::value_t::discarded;
    }
    auto value = Json::parse(text, nullptr, false);
    // It may only be that a number is huge, which it may be where we do not look.
    if (value.is_discarded()) value = Json::parse(protocol::clamp_numbers(text), nullptr, false);
    return value;
}

const Json* find(const Body& body, std::string_view name) {
    const auto found = body.find(name);
    return found == body.end() ? nullptr : &found->second;
}

const std::string* string_of(const Json* value) {
    return value == nullptr ? nullptr : value->get_ptr<const std::string*>();
}

/** A string of at most so many UTF-16 units. */
const std::string* text_of(const Json* value, std::size_t most) {
    const auto* const text = string_of(value);
    return text != nullptr && utf16_length(*text) <= most ? text : nullptr;
}

std::optional<std::string> copy(const std::string* text) {
    return text == nullptr ? std::nullopt : std::optional{*text};
}

/** An integer from 0 to 2^53-1, however it is written. */
std::optional<std::uint64_t> unsigned_of(const Json* value) {
    if (value == nullptr) return std::nullopt;
    if (value->is_number_unsigned()) {
        const auto number = value->get<std::uint64_t>();
        return number <= kMaxInteger ? std::optional{number} : std::nullopt;
    }
    if (!value->is_number_float()) return std::nullopt;
    const auto number = value->get<double>();
    if (!(number >= 0 && number <= static_cast<double>(kMaxInteger))) return std::nullopt;
    const auto whole = static_cast<std::uint64_t>(number);
    return static_cast<double>(whole) == number ? std::optional{whole} : std::nullopt;
}

bool is_session(const std::string& text) {
    return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::vector<std::string> capabilities_of(const Json* names) {
    std::vector<std::string> known;
    if (names == nullptr || !names->is_array()) return known;
    const std::size_t count = std::min(names->size(), relay_limits::capabilities);
    for (std::size_t at = 0; at < count; ++at) {
        const auto* const name = text_of(&(*names)[at], relay_limits::name);
        if (name != nullptr) known.push_back(*name);
    }
    return known;
}

Read identify(const Body& body) {
    const auto* const username = string_of(find(body, "username"));
    if (username == nullptr) return std::nullopt;
    auto session = copy(string_of(find(body, "session")));
    if (session && !is_session(*session)) session.reset();
    return relay::Identify{one_line(*username, relay_limits::name), std::move(session),
                           capabilities_of(find(body, "capabilities"))};
}

std::string line_label(const Body& body) {
    const auto* const label = string_of(find(body, "label"));
    return label == nullptr ? std::string{} : one_line(*label, relay_limits::name);
}

std::string file_label(const Body& body) {
    // More than it looks at; the whole may be millions.
    constexpr std::size_t considered = std::size_t{16} * 1024;
    const auto* const label = string_of(find(body, "label"));
    if (label == nullptr) return safe_file_name("");
    if (label->size() <= 2 * considered) return safe_file_name(*label);
    return safe_file_name(label->substr(0, considered) + label->substr(label->size() - considered));
}

Read provide_track(const Body& body, const std::string& id) {
    const auto* const kind = string_of(find(body, "track_kind"));
    if (kind == nullptr || (*kind != "audio" && *kind != "video")) return std::nullopt;
    const bool audio = *kind == "audio";
    return relay::Provide{{audio ? Resource::Kind::audio_track : Resource::Kind::video_track,
                           id,
                           line_label(body),
                           {}}};
}

Read provide_file(const Body& body, const std::string& id) {
    const auto* const field = find(body, "size");
    const auto size = unsigned_of(field);
    if (!size && field != nullptr && !field->is_null()) return std::nullopt;
    const auto* const archive = string_of(find(body, "archive"));
    const bool is_tar = archive != nullptr && *archive == "tar";
    return relay::Provide{{Resource::Kind::file, id, file_label(body), size, is_tar}};
}

Read provide(const Body& body) {
    const auto* const id = text_of(find(body, "id"), relay_limits::id);
    const auto* const kind = string_of(find(body, "kind"));
    if (id == nullptr || id->empty() || kind == nullptr) return std::nullopt;
    if (*kind == "track") return provide_track(body, *id);
    if (*kind == "file") return provide_file(body, *id);
    if (*kind != "port") return std::nullopt;
    return relay::Provide{{Resource::Kind::port, *id, line_label(body), {}}};
}

template <typename Message>
Read with_id(const Body& body) {
    const auto* const id = text_of(find(body, "id"), relay_limits::id);
    return id == nullptr ? Read{} : Message{*id};
}

Read request(const Body& body) {
    const auto* const id = text_of(find(body, "id"), relay_limits::id);
    if (id == nullptr) return std::nullopt;
    relay::Request read{*id};
    const auto from = unsigned_of(find(body, "from"));
    const auto* const digits = string_of(find(body, "sha256"));
    const auto digest = digits == nullptr ? std::nullopt : read_hex(*digits);
    if (from && digest) read.has = {*from, *digest};
    return read;
}

template <typename Message>
Read with_sdp(const Json& content) {
    const auto* const sdp = text_of(&content, relay_limits::sdp);
    return sdp == nullptr ? Read{} : Message{*sdp};
}

Read candidate(const Body& body) {
    const auto* const line = text_of(find(body, "candidate"), relay_limits::candidate);
    if (line == nullptr) return std::nullopt;
    const auto index = unsigned_of(find(body, "sdpMLineIndex"));
    relay::Candidate read{*line,
                          copy(text_of(find(body, "sdpMid"), relay_limits::id)),
                          {},
                          copy(text_of(find(body, "usernameFragment"), relay_limits::id))};
    if (index && *index <= 0xffff) read.mline_index = static_cast<std::uint16_t>(*index);
    return read;
}

bool is_base64(std::string_view text) {
    constexpr auto is_digit = [](char each) {
        return (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z') ||
               (each >= '0' && each <= '9') || each == '+' || each == '/';
    };
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

bool is_image(std::string_view url) {
    constexpr std::string_view scheme = "data:image/";
    constexpr std::string_view coding = ";base64,";
    const std::size_t end = url.find(coding);
    if (!url.starts_with(scheme) || end == std::string_view::npos) return false;
    const auto type = url.substr(scheme.size(), end - scheme.size());
    const bool known = type == "png" || type == "jpeg" || type == "webp" || type == "gif";
    return known && is_base64(url.substr(end + coding.size()));
}

Read chat(const Body& body) {
    const auto* const words = string_of(find(body, "text"));
    if (words != nullptr) return relay::Chat{cut(*words, relay_limits::chat)};
    const auto* const image = text_of(find(body, "image"), relay_limits::image);
    return image != nullptr && is_image(*image) ? Read{relay::ChatImage{*image}} : std::nullopt;
}

using Reader = Read (*)(const Body&);

Reader reader_of(std::string_view name) {
    if (name == "identify") return identify;
    if (name == "provide") return provide;
    if (name == "provide_stop") return with_id<relay::ProvideStop>;
    if (name == "request") return request;
    if (name == "request_stop") return with_id<relay::RequestStop>;
    if (name == "ice_candidate") return candidate;
    if (name == "chat") return chat;
    if (name == "bye") return [](const Body& /*body*/) { return Read{relay::Bye{}}; };
    return nullptr;
}

boost::system::result<RelayMessage, RelayDrop> checked(Read read) {
    if (!read) return RelayDrop::malformed;
    return *std::move(read);
}

boost::system::result<RelayMessage, RelayDrop> read_inner(const Json* inner) {
    if (inner == nullptr || !inner->is_object() || inner->size() != 1) return RelayDrop::malformed;
    const auto& [name, content] = *inner->get_ref<const Body&>().begin();
    if (name == "offer") return checked(with_sdp<relay::Offer>(content));
    if (name == "answer") return checked(with_sdp<relay::Answer>(content));
    const Reader reader = reader_of(name);
    if (reader == nullptr) return RelayDrop::unknown_name;
    if (!content.is_object()) return RelayDrop::malformed;
    return checked(reader(content.get_ref<const Body&>()));
}

}  // namespace

boost::system::result<RelayMessage, RelayDrop> read_relay(std::string_view plaintext,
                                                          ClientId sender) {
    if (plaintext.size() > relay_limits::plaintext || !is_simple(plaintext)) {
        return RelayDrop::too_large;
    }
    const Json sealed = parse(plaintext);
    if (sealed.is_discarded()) return RelayDrop::not_json;
    if (!sealed.is_object()) return RelayDrop::malformed;
    const auto& body = sealed.get_ref<const Body&>();
    if (unsigned_of(find(body, "sender")) != sender) return RelayDrop::wrong_sender;
    return read_inner(find(body, "inner"));
}

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "client/resources/digest.hpp"
#include "keks/protocol/packet.hpp"

// What members exchange, inside sealed messages (protocol sections 4, 5 and 7), and its JSON. What
// we accept and what we cut is what the web client does (web/src/protocol/relay.ts), so that one
// member looks the same to all.
namespace keks::client {

using protocol::ClientId;

/** Bounds on what others may make us keep. Lengths are in UTF-16 units, as the web client's are. */
namespace relay_limits {
/** A user name, a label, the name of a capability; the first two are cut. */
inline constexpr std::size_t name = 100;
/** A chat text; longer ones are cut. */
inline constexpr std::size_t chat = 20'000;
/** A chat image as a data: URL. */
inline constexpr std::size_t image = std::size_t{12} * 1024 * 1024;
/** One that we send: sealed, it is a third longer, and servers need not relay more than 12 MiB. */
inline constexpr std::size_t own_image = std::size_t{8} * 1024 * 1024;
/** The id of a resource. Longer ones are dropped, as is everything below. */
inline constexpr std::size_t id = 200;
/** Resources of one member. Those that come on top are ignored. */
inline constexpr std::size_t resources = 64;
/** A session description. */
inline constexpr std::size_t sdp = std::size_t{512} * 1024;
/** A candidate line. */
inline constexpr std::size_t candidate = 4096;
/** Names in a list of capabilities. Those that follow are ignored. */
inline constexpr std::size_t capabilities = 64;
/** Bytes of a plaintext. */
inline constexpr std::size_t plaintext = std::size_t{16} * 1024 * 1024;
/** Arrays and objects in each other; none of ours has more than four. */
inline constexpr std::size_t depth = 32;
/** Values in all of them; of ours, none has more than a hundred. */
inline constexpr std::size_t values = 4096;
}  // namespace relay_limits

/** Something that a member offers to send (protocol section 5). */
struct Resource {
    enum class Kind { audio_track, video_track, file, port };
    Kind kind = Kind::file;
    /** Names it among the resources of its member: 1 to 200 UTF-16 units. */
    std::string id;
    /** One line of at most 100 UTF-16 units, without controls; of a file: a safe file name. May be
     * empty, but for a file's. */
    std::string label;
    /** Bytes of a file, at most 2^53-1. None: not known beforehand, which web clients do not take.
     */
    std::optional<std::uint64_t> size = std::nullopt;
    /** A file that is a tar stream of others, to be unpacked by who can: a field of `provide`,
     * `"archive": "tar"`, which others ignore (protocol section 7). */
    bool archive = false;

    bool operator==(const Resource&) const = default;
};

/** The first bytes of a file, which somebody has already. */
struct FileBeginning {
    /** At most 2^53-1. */
    std::uint64_t bytes = 0;
    Digest sha256{};
    bool operator==(const FileBeginning&) const = default;
};

namespace relay {

struct Identify {
    /** One line, cut; may be empty. */
    std::string username;
    /** 32 lower-case hex digits; none for clients that cannot be recognised under a new id. */
    std::optional<std::string> session;
    std::vector<std::string> capabilities;
    bool operator==(const Identify&) const = default;
};

struct Provide {
    Resource resource;
    bool operator==(const Provide&) const = default;
};

struct ProvideStop {
    std::string id;
    bool operator==(const ProvideStop&) const = default;
};

struct Request {
    std::string id;
    /** To go on from there (capability `file_resume`): the fields `from` and `sha256`. */
    std::optional<FileBeginning> has = std::nullopt;
    bool operator==(const Request&) const = default;
};

struct RequestStop {
    std::string id;
    bool operator==(const RequestStop&) const = default;
};

struct Offer {
    std::string sdp;
    bool operator==(const Offer&) const = default;
};

struct Answer {
    std::string sdp;
    bool operator==(const Answer&) const = default;
};

/** RTCIceCandidateInit. */
struct Candidate {
    /** `candidate:…`; empty: the end of candidates. */
    std::string candidate;
    std::optional<std::string> mid;
    std::optional<std::uint16_t> mline_index;
    /** `usernameFragment`. */
    std::optional<std::string> ufrag;
    bool operator==(const Candidate&) const = default;
};

struct Chat {
    std::string text;
    bool operator==(const Chat&) const = default;
};

/** A chat image: a data: URL of a PNG, JPEG, WebP or GIF in base64. */
struct ChatImage {
    std::string image;
    bool operator==(const ChatImage&) const = default;
};

/** The sender is about to leave for good (capability `bye`). */
struct Bye {
    bool operator==(const Bye&) const = default;
};

}  // namespace relay

using RelayMessage = std::variant<relay::Identify, relay::Provide, relay::ProvideStop,
                                  relay::Request, relay::RequestStop, relay::Offer, relay::Answer,
                                  relay::Candidate, relay::Chat, relay::ChatImage, relay::Bye>;

/** Why a message that arrived is not acted upon. Nothing of it is repeated. */
enum class RelayDrop {
    stranger,      // from nobody that the server told us of
    not_opened,    // not sealed with the room's key, or changed on its way
    too_large,     // over relay_limits::plaintext, depth, or values
    not_json,      // in what was sealed
    wrong_sender,  // the sealed sender is not the packet's: the server lied
    unknown_name,  // of a newer client, or for a page (`preview`, `view_size`)
    malformed,     // a field is missing, of a wrong type, or longer than its bound
};

/** Reads an opened plaintext. `sender`: the server's word. Fields that we do not know are ignored.
 */
[[nodiscard]] boost::system::result<RelayMessage, RelayDrop> read_relay(std::string_view plaintext,
                                                                        ClientId sender);

/**
 * The plaintext to be sealed. `sender`: our own id. What is not UTF-8 in it is replaced (U+FFFD);
 * bounds are the caller's matter.
 */
[[nodiscard]] std::string write_relay(ClientId sender, const RelayMessage& message);

}  // namespace keks::client

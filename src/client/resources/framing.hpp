// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "client/resources/digest.hpp"

// How a file goes over a data channel (protocol section 5): binary messages, then the text `end`.
// To a sender with the capability `file_ack` the receiver answers with the texts `ack <bytes>`: so
// many bytes, from the beginning, are saved. Between two with the capability `file_digest` the text
// `sha256 <hex>` of the whole comes before `end`, and the receiver answers with the text `saved`
// once it has saved just that. To a request that says what the receiver has already (capability
// `file_resume`) the sender says first, by the text `from <bytes>`, where it begins. Sizes are in
// bytes and those of the web client (web/src/peer/file-framing.ts).
namespace keks::client::framing {

/** A binary message that we send: what deployed receivers take. */
inline constexpr std::size_t message = std::size_t{32} * 1024;
/** The same to another rift (capability `rift`): each message costs both ends something, but what
 * other channels have to say waits for it to pass. */
inline constexpr std::size_t large_message = std::size_t{128} * 1024;
/** The longest binary message that we accept. */
inline constexpr std::size_t longest = std::size_t{256} * 1024;
/** Read from the file at a time. */
inline constexpr std::size_t block = std::size_t{256} * 1024;
/** Waits in our channel: filled up to here, and again once the channel has drained. */
inline constexpr std::size_t full = std::size_t{2} * 1024 * 1024;
/** Sent and not acknowledged. */
inline constexpr std::uint64_t window = std::uint64_t{16} * 1024 * 1024;
/** Between two acknowledgements. */
inline constexpr std::uint64_t ack_every = std::uint64_t{1024} * 1024;
/** Received and not saved: the channel is paused from `backlog` on, and resumed below `relaxed`. */
inline constexpr std::uint64_t backlog = std::uint64_t{8} * 1024 * 1024;
inline constexpr std::uint64_t relaxed = std::uint64_t{4} * 1024 * 1024;

inline constexpr std::string_view end_mark = "end";
inline constexpr std::string_view saved_mark = "saved";

// The capabilities (protocol section 7).
inline constexpr std::string_view file_ack = "file_ack";
inline constexpr std::string_view file_digest = "file_digest";
inline constexpr std::string_view file_resume = "file_resume";

[[nodiscard]] std::string ack_message(std::uint64_t bytes);

/** The bytes that a text message acknowledges, at most 2^53-1; nothing if it is something else. */
[[nodiscard]] std::optional<std::uint64_t> read_ack(std::string_view text);

[[nodiscard]] std::string from_message(std::uint64_t bytes);

/** Where a text message says that the sender begins; as of `read_ack`. */
[[nodiscard]] std::optional<std::uint64_t> read_from(std::string_view text);

[[nodiscard]] std::string digest_message(const Digest& digest);

/** The digest that a text message says; nothing if it is something else. */
[[nodiscard]] std::optional<Digest> read_digest(std::string_view text);

}  // namespace keks::client::framing

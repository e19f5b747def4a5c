// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "client/resources/framing.hpp"
#include "client/resources/port_framing.hpp"

// What clients say in `identify` that they know (protocol section 7).
namespace keks::client::capability {

/** Hears who leaves for good: the relay message `bye`. */
inline constexpr std::string_view bye = "bye";

/** Connects before anything is requested, the one with the larger id beginning. Worth it for who
 * stays; each connection costs both ends something. */
inline constexpr std::string_view prepare = "prepare";

/** The receiver of a file acknowledges its bytes: resources/framing.hpp. */
inline constexpr std::string_view file_ack = framing::file_ack;

/** Files come with their digest, and are said to be saved: resources/framing.hpp. */
inline constexpr std::string_view file_digest = framing::file_digest;

/** Takes requests for the rest of a file: `from` and `sha256` in `request`. */
inline constexpr std::string_view file_resume = framing::file_resume;

/** Takes larger packets and rarer SACKs than browsers do: `PeerConnection::both_are_rift`. */
inline constexpr std::string_view rift = "rift";

/** Ends either direction of a port's connection alone, and acknowledges:
 * resources/port_framing.hpp.
 */
inline constexpr std::string_view port_flow = port_framing::port_flow;

/** What a session says unless told otherwise: all but `prepare`. */
inline std::vector<std::string> usual() {
    return {std::string{bye},         std::string{file_ack},  std::string{file_digest},
            std::string{file_resume}, std::string{port_flow}, std::string{rift}};
}

}  // namespace keks::client::capability

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

// What an entry of an archive may be called, and a symbolic link in it lead to: the same for who
// packs, who says early what would be refused, and for who unpacks what a stranger packed.
namespace keks::client::disk {

/** Folders within folders. */
inline constexpr std::size_t kDeepest = 100;
/** Bytes of UTF-8. */
inline constexpr std::size_t kLongestPath = 4000;
inline constexpr std::size_t kLongestComponent = 255;

/** Of a path with slashes between; of an empty one there are none. */
[[nodiscard]] std::vector<std::string_view> components(std::string_view path);

/**
 * What is wrong with the path of an entry, as words that follow its name; nothing if it is fit:
 * relative, without empty components, `.` and `..`, all of it UTF-8 without controls, bidi
 * overrides and the like, and neither too long nor too deep. A folder's comes without the slash at
 * its end.
 */
[[nodiscard]] std::optional<std::string_view> fault_of_path(std::string_view path);

/**
 * The same for the target of a symbolic link at a fit path. It may not leave the topmost folder
 * that the link is in, whatever other fit links there are: it is relative, goes up only at its
 * beginning, and is text as paths are.
 */
[[nodiscard]] std::optional<std::string_view> fault_of_link(std::string_view path,
                                                            std::string_view target);

}  // namespace keks::client::disk

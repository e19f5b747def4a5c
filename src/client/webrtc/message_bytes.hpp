// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/container/vector.hpp>
#include <cstddef>

namespace keks::client::webrtc {

/** A message that came. Unlike a std::vector it can be made without being filled first. */
using MessageBytes = boost::container::vector<std::byte>;

}  // namespace keks::client::webrtc

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <functional>

namespace keks::client {

/** Calls a listener, if there is one, by a copy: it may end whoever holds it. */
template <typename... Parameters, typename... Arguments>
void tell(std::function<void(Parameters...)> listener, Arguments&&... arguments) {
    if (listener) listener(std::forward<Arguments>(arguments)...);
}

}  // namespace keks::client

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

namespace keks::rift {

/** How rift ends, for scripts; documented in the manual page. */
enum class ExitCode : int {
    done = 0,
    /** Something was to be transferred and was not, or not as a whole. */
    failed = 1,
    /** The command line, the environment or the configuration file is wrong. */
    usage = 2,
    /** The signalling server cannot be used. */
    no_server = 3,
    /** SIGINT, SIGTERM or SIGHUP: 128 and the signal's number, as shells have it. */
    interrupted = 130,
};

}  // namespace keks::rift

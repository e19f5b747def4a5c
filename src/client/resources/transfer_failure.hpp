// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

namespace keks::client {

/** Why a file did not arrive. */
enum class TransferFailure {
    closed,      ///< the other side, or the connection, ended the channel before the end
    unreadable,  ///< our file cannot be read, or became shorter
    wrong_size,  ///< more or fewer bytes came than were announced
    malformed,   ///< something came that is no part of a file
    disk_full,
    exists,       ///< something has the final name already; nothing is overwritten
    unconfirmed,  ///< the other side has all bytes, and did not say that it has saved them
    corrupt,      ///< as many bytes as announced, but others: their digest differs
    refused,      ///< it would do harm, or more than it may
    unwritable,   ///< the folder or the file cannot be written, for another reason
    silent,       ///< the other side is there, and neither sent nor took anything for too long
};

}  // namespace keks::client

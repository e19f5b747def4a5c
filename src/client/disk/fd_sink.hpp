// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include "client/disk/disk_threads.hpp"
#include "client/disk/file_descriptor.hpp"
#include "client/disk/thread_sink.hpp"

namespace keks::client::disk {

/**
 * Passes the bytes on to a pipe, a terminal, a socket or a file that someone else opened: standard
 * output. What was written cannot be taken back: who reads it learns of a failure by our exit code.
 * A reader that went away is the failure `unwritable`; one that does not read pauses us.
 */
class FdSink : public ThreadSink {
  public:
    /** A descriptor of our own: for one that is others' as well, `dup` it. */
    FdSink(DiskThreads& threads, FileDescriptor descriptor, Options options = {});
};

}  // namespace keks::client::disk

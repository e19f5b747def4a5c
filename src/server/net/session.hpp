// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <boost/intrusive/list.hpp>
#include <chrono>
#include <cstddef>

namespace keks::server {

using TimePoint = std::chrono::steady_clock::time_point;

// One connection, in whichever protocol it speaks at the moment. Leaves the list of sessions by
// itself when it ends.
class Session : public boost::intrusive::list_base_hook<
                    boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
  public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    // Called by a coarse timer, a few times within each of the configured times: the session looks
    // at its own deadlines. One timer for all costs less than a timer for each.
    virtual void tick(TimePoint now) = 0;

    // Begins to end in order; the session's own deadline bounds how long that takes.
    virtual void stop(TimePoint now) = 0;

    // Ends at once.
    virtual void abort() = 0;

    // Bytes of messages that this session keeps alive.
    [[nodiscard]] virtual std::size_t held_bytes() const { return 0; }

    // Ends because the process holds too many bytes and this session holds the most of them.
    virtual void give_way() { abort(); }

  protected:
    ~Session() = default;
};

using SessionList = boost::intrusive::list<Session, boost::intrusive::constant_time_size<false>>;

}  // namespace keks::server

// SPDX-License-Identifier: AGPL-3.0-only
#pragma once

#include <glib.h>

#include <functional>
#include <thread>

namespace keks::client::webrtc {

/** The thread on which libnice, DTLS and SCTP live, with a GMainContext of its own. */
class WebrtcThread {
  public:
    using Task = std::function<void()>;

    WebrtcThread();
    WebrtcThread(const WebrtcThread&) = delete;
    WebrtcThread& operator=(const WebrtcThread&) = delete;

    /** Runs what was invoked before, and ends the thread. Not to be called on it. */
    ~WebrtcThread();

    /** Runs `task` on the thread, after all that was invoked before. From any thread. */
    void invoke(Task task);

    GMainContext* context() const { return context_; }

  private:
    GMainContext* context_;
    GMainLoop* loop_;
    std::thread thread_;
};

/** A GLib timer on a context; ends with the object, which its own tick may destroy. */
class Timer {
  public:
    Timer(GMainContext* context, unsigned interval_ms, std::function<void()> tick);
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    ~Timer();

  private:
    GSource* source_;
};

/** Called once in each turn of a context's loop, after all else of the turn. Ends with the object,
 * which must not end from within. */
class EndOfTurn {
  public:
    EndOfTurn(GMainContext* context, std::function<void()> act);
    EndOfTurn(const EndOfTurn&) = delete;
    EndOfTurn& operator=(const EndOfTurn&) = delete;
    ~EndOfTurn();

  private:
    std::function<void()> act_;
    GSource* source_;
};

}  // namespace keks::client::webrtc

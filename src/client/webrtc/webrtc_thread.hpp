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

}  // namespace keks::client::webrtc

// SPDX-License-Identifier: AGPL-3.0-only
#include "client/webrtc/webrtc_thread.hpp"

#include <utility>

namespace keks::client::webrtc {
namespace {

// GLib calls with a pointer and wants to be told whether to call again.
gboolean run_task(gpointer task) {
    (*static_cast<WebrtcThread::Task*>(task))();
    return G_SOURCE_REMOVE;
}

void delete_task(gpointer task) {
    delete static_cast<WebrtcThread::Task*>(task);
}

gboolean run_tick(gpointer tick) {
    (*static_cast<WebrtcThread::Task*>(tick))();
    return G_SOURCE_CONTINUE;
}

struct TurnSource {
    GSource source;
    const WebrtcThread::Task* act;
};

// GLib asks before it waits whether there is anything to do: that is the end of the turn before.
gboolean end_turn(GSource* source, gint*) {
    (*reinterpret_cast<TurnSource*>(source)->act)();
    return FALSE;
}

void attach(GSource* source, GMainContext* context) {
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    g_source_attach(source, context);
    g_source_unref(source);
}

}  // namespace

WebrtcThread::WebrtcThread()
    : context_(g_main_context_new()), loop_(g_main_loop_new(context_, FALSE)), thread_([this] {
          g_main_context_push_thread_default(context_);
          g_main_loop_run(loop_);
          // What libnice still has to say to its servers when an agent closes.
          while (g_main_context_iteration(context_, FALSE) != FALSE) continue;
          g_main_context_pop_thread_default(context_);
      }) {}

WebrtcThread::~WebrtcThread() {
    invoke([this] { g_main_loop_quit(loop_); });
    thread_.join();
    g_main_loop_unref(loop_);
    g_main_context_unref(context_);
}

void WebrtcThread::invoke(Task task) {
    GSource* const source = g_idle_source_new();
    g_source_set_callback(source, run_task, new Task(std::move(task)), delete_task);
    attach(source, context_);
}

Timer::Timer(GMainContext* context, unsigned interval_ms, std::function<void()> tick)
    : source_(g_timeout_source_new(interval_ms)) {
    // GLib keeps it while it runs.
    g_source_set_callback(source_, run_tick, new WebrtcThread::Task(std::move(tick)), delete_task);
    g_source_attach(source_, context);
}

Timer::~Timer() {
    g_source_destroy(source_);
    g_source_unref(source_);
}

EndOfTurn::EndOfTurn(GMainContext* context, std::function<void()> act) : act_(std::move(act)) {
    static GSourceFuncs functions{end_turn, nullptr, nullptr, nullptr, nullptr, nullptr};
    source_ = g_source_new(&functions, sizeof(TurnSource));
    reinterpret_cast<TurnSource*>(source_)->act = &act_;
    // Once a source is ready GLib asks none of lower priority.
    g_source_set_priority(source_, G_PRIORITY_HIGH);
    g_source_attach(source_, context);
}

EndOfTurn::~EndOfTurn() {
    g_source_destroy(source_);
    g_source_unref(source_);
}

}  // namespace keks::client::webrtc

// SPDX-License-Identifier: AGPL-3.0-only
import type { MediaSource } from "../platform/types";
import type { Resource } from "../protocol/relay";

export type SourceKind = "microphone" | "camera" | "screen";

export const sourceKinds: readonly SourceKind[] = ["microphone", "camera", "screen"];

export type SourceState =
  | { readonly kind: "off" }
  | { readonly kind: "starting" }
  | { readonly kind: "on"; readonly stream: MediaStream };

/** Why a source did not start: `busy` is a device that another program holds. */
export type MediaProblem = "denied" | "missing" | "busy" | "unsupported" | "failed";

export interface LocalMediaEvents {
  state(kind: SourceKind, state: SourceState): void;
  started(kind: SourceKind, resource: Resource, stream: MediaStream): void;
  stopped(id: string): void;
  problem(kind: SourceKind, problem: MediaProblem): void;
}

const labels: Readonly<Record<SourceKind, string>> = {
  microphone: "Microphone",
  camera: "Camera",
  screen: "Screen",
};

/**
 * Our own microphone, camera and screen: each is off, starting or on. Each keeps its stream, and with it its resource
 * id, from one start to the next, until `stopAll`: connections reuse what they set up for it.
 */
export class LocalMedia {
  private readonly states = new Map<SourceKind, SourceState>();
  private readonly streams = new Map<SourceKind, MediaStream>();

  /** `source` is undefined where the browser offers no devices. */
  constructor(
    private readonly source: MediaSource | undefined,
    private readonly events: LocalMediaEvents,
  ) {}

  toggle(kind: SourceKind): Promise<void> {
    if (this.state(kind).kind === "off") return this.start(kind);
    this.stop(kind);
    return Promise.resolve();
  }

  stop(kind: SourceKind): void {
    const state = this.state(kind);
    if (state.kind === "off") return;
    this.enter(kind, { kind: "off" });
    if (state.kind === "on") this.release(state.stream);
  }

  stopAll(): void {
    for (const kind of sourceKinds) this.stop(kind);
    this.streams.clear();
  }

  private state(kind: SourceKind): SourceState {
    return this.states.get(kind) ?? { kind: "off" };
  }

  private enter(kind: SourceKind, state: SourceState): void {
    this.states.set(kind, state);
    this.events.state(kind, state);
  }

  private async start(kind: SourceKind): Promise<void> {
    const starting: SourceState = { kind: "starting" };
    this.enter(kind, starting);
    try {
      if (this.source === undefined) throw new TypeError("no devices");
      const captured = await this.source[kind]();
      // Stopped while the browser still asked: this start is nobody's any more.
      if (this.state(kind) !== starting) halt(captured);
      else this.begin(kind, this.adopt(kind, captured, this.source));
    } catch (error) {
      if (this.state(kind) !== starting) return;
      this.enter(kind, { kind: "off" });
      this.events.problem(kind, problemOf(error));
    }
  }

  /** The lasting stream of this kind, with the tracks that were captured. */
  private adopt(kind: SourceKind, captured: MediaStream, source: MediaSource): MediaStream {
    const stream = this.streams.get(kind) ?? source.emptyStream();
    this.streams.set(kind, stream);
    for (const track of captured.getTracks()) stream.addTrack(track);
    return stream;
  }

  private begin(kind: SourceKind, stream: MediaStream): void {
    const on: SourceState = { kind: "on", stream };
    this.enter(kind, on);
    for (const track of stream.getTracks()) {
      // The browser's own stop button, or a device that was unplugged.
      track.onended = () => {
        if (this.state(kind) === on) this.stop(kind);
      };
    }
    const trackKind = kind === "microphone" ? "audio" : "video";
    this.events.started(kind, { kind: "track", id: stream.id, trackKind, label: labels[kind] }, stream);
  }

  private release(stream: MediaStream): void {
    this.events.stopped(stream.id);
    halt(stream);
  }
}

function halt(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.onended = null;
    track.stop();
    stream.removeTrack(track);
  }
}

function problemOf(error: unknown): MediaProblem {
  switch ((error as Partial<Error> | undefined)?.name) {
    case "NotAllowedError":
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "TypeError":
    case "NotSupportedError":
      return "unsupported";
    default:
      return "failed";
  }
}

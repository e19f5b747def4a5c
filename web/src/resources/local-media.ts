// SPDX-License-Identifier: AGPL-3.0-only
import type { MediaSource } from "../platform/media";
import { limits } from "../protocol/limits";
import type { Resource } from "../protocol/relay";
import { problemOf, type MediaProblem } from "./media-problem";
import { OwnSource, type Choice, type MediaWishes, type SourceKind } from "./own-source";

export interface LocalMediaEvents {
  /** Something began, ended or changed: what there is now. */
  changed(sources: readonly OwnSource[]): void;
  started(resource: Resource, source: OwnSource): void;
  /** The same resource has other tracks. */
  replaced(source: OwnSource): void;
  stopped(id: string): void;
  problem(kind: SourceKind, problem: MediaProblem): void;
  /** A device went away; `replaced` says whether another took its place. */
  vanished(kind: SourceKind, replaced: boolean): void;
  /** A microphone goes on without removal of noise. */
  noisy(): void;
}

const labels: Readonly<Record<SourceKind, string>> = {
  microphone: "Microphone",
  camera: "Camera",
  screen: "Screen",
};

/** Our own microphones, cameras and screens: any number of each, up to a bound. */
export class LocalMedia {
  private sources: readonly OwnSource[] = [];
  private nextKey = 1;

  /** `source` is undefined where the browser offers no devices. */
  constructor(
    private readonly source: MediaSource | undefined,
    private readonly wishes: MediaWishes,
    private readonly events: LocalMediaEvents,
  ) {}

  /** One more of this kind. False if it did not come to be. */
  async start(kind: SourceKind, choice: Choice & { muted?: boolean } = {}): Promise<boolean> {
    const source = this.idle(kind);
    if (source === undefined) return false;
    source.mute(choice.muted === true);
    const started = this.capture(source, choice);
    this.changed();
    if (!(await started)) return false;
    const trackKind = kind === "microphone" ? "audio" : "video";
    const { id } = source.stream;
    this.events.started({ kind: "track", id, trackKind, label: labels[kind] }, source);
    return true;
  }

  /** Goes over to another device, or captures again as is wished now; others keep seeing the same resource. */
  async recapture(key: number, choice: Choice): Promise<boolean> {
    const source = this.byKey(key);
    if (source?.on !== true || !(await this.capture(source, choice))) return false;
    this.events.replaced(source);
    return true;
  }

  /** What is wished has changed. */
  async adjust(kind: SourceKind): Promise<void> {
    await Promise.all(this.of(kind).map(source => source.adjust().catch(() => undefined)));
  }

  mute(muted: boolean): void {
    for (const source of this.of("microphone")) source.mute(muted);
    this.changed();
  }

  stop(key: number): void {
    const source = this.byKey(key);
    if (source === undefined || source.off) return;
    const { on } = source;
    source.stop();
    if (on) this.events.stopped(source.stream.id);
    this.changed();
  }

  /** The next room gets other ids. */
  stopAll(): void {
    for (const source of this.sources) this.stop(source.key);
    this.sources = [];
  }

  /** Those that are on, or starting. */
  of(kind: SourceKind): readonly OwnSource[] {
    return this.sources.filter(source => source.kind === kind && !source.off);
  }

  private byKey(key: number): OwnSource | undefined {
    return this.sources.find(source => source.key === key);
  }

  /** One that was used before, and so has its place in the connections, or a new one. */
  private idle(kind: SourceKind): OwnSource | undefined {
    const all = this.sources.filter(source => source.kind === kind);
    const found = all.find(source => source.off);
    if (found !== undefined || all.length >= limits.ownSources) return found;
    if (this.source === undefined) {
      this.events.problem(kind, "unsupported");
      return undefined;
    }
    const created = new OwnSource(this.nextKey++, kind, this.source, this.wishes, {
      changed: source => this.tracksChanged(source),
      ended: source => void this.ended(source),
      noisy: () => this.events.noisy(),
    });
    this.sources = [...this.sources, created];
    return created;
  }

  private async capture(source: OwnSource, choice: Choice): Promise<boolean> {
    const { on } = source;
    try {
      return await source.capture(choice);
    } catch (error) {
      if (on && source.off) this.events.stopped(source.stream.id);
      this.events.problem(source.kind, problemOf(error));
      return false;
    } finally {
      this.changed();
    }
  }

  private tracksChanged(source: OwnSource): void {
    if (source.on) this.events.replaced(source);
    this.changed();
  }

  /** What the user chose ends; a device that was pulled out is replaced by the one that the browser takes then. */
  private async ended(source: OwnSource): Promise<void> {
    const { kind } = source;
    if (kind === "screen") {
      this.stop(source.key);
      return;
    }
    try {
      if (!(await source.capture({ device: undefined }))) return;
      this.events.replaced(source);
      this.events.vanished(kind, true);
    } catch {
      this.events.stopped(source.stream.id);
      this.events.vanished(kind, false);
    }
    this.changed();
  }

  private changed(): void {
    this.events.changed(this.sources.filter(source => !source.off));
  }
}

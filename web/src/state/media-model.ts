// SPDX-License-Identifier: AGPL-3.0-only
import { effect } from "@preact/signals";
import { t } from "../i18n/i18n";
import { td } from "../i18n/devices/texts";
import type { DeviceKind } from "../platform/media";
import type { PreferenceKey } from "../preferences/definitions";
import { LocalMedia } from "../resources/local-media";
import type { Choice, OwnSource, SourceKind } from "../resources/own-source";
import { AskedSources } from "./asked-sources";
import { tellProblem } from "./device-notice";
import { mediaWishes } from "./media-wishes";
import type { Notice } from "./notices";
import { sourceKinds, type OwnMediaDeps, type OwnMediaState, type OwnView } from "./own-media";
import { Previews } from "./previews";

export { devicesTexts } from "../i18n/devices/texts";

export type MediaModelDeps = Omit<OwnMediaDeps, "failed">;

/** Our own microphones, cameras and screens: what runs, and all that can be done with them. */
export class MediaModel {
  private readonly local: LocalMedia;
  private readonly asked: AskedSources;
  private readonly previews: Previews;
  private running: readonly OwnSource[] = [];

  /** Keeps `shown` up to date. */
  constructor(
    private readonly deps: MediaModelDeps,
    private readonly shown: OwnMediaState,
  ) {
    const { preferences, media } = deps;
    this.local = new LocalMedia(media, mediaWishes(preferences), {
      changed: sources => this.changed(sources),
      started: (resource, { kind, stream }) => {
        deps.notices.dismiss(`device-${kind}`);
        this.asked.answered(kind);
        deps.room()?.provide({ resource, stream });
      },
      replaced: ({ stream }) => deps.room()?.media?.replaced(stream.id),
      stopped: id => deps.room()?.withdraw(id),
      problem: (kind, problem) => tellProblem(kind, problem, deps),
      vanished: (kind, replaced) => deps.notify(vanishedNotice(kind, replaced)),
      noisy: () =>
        deps.notify({ id: "noise", title: td("notice_noise_title"), text: td("notice_noise_text") }),
    });
    this.asked = new AskedSources(preferences, deps.notify, deps.notices, kind => void this.start(kind));
    this.previews = new Previews({
      clock: deps.clock,
      pictures: () => new Map(this.pictures()),
      still: stream => media?.still(stream) ?? Promise.resolve(undefined),
      wanted: id => deps.room()?.media?.wantsPreview(id) === true,
      send: (id, image) => deps.room()?.media?.sendPreview(id, image),
    });
    this.followPreferences();
  }

  /** What the user's own settings start; a screen, which browsers give to a click alone, is asked for. */
  enter(kind: SourceKind): void {
    if (kind === "screen") this.asked.ask(kind);
    else void this.start(kind);
  }

  /** One more of this kind. */
  start(kind: SourceKind, choice: Choice = {}): Promise<boolean> {
    // One more is not heard while the others are not.
    const silent = this.shown.muted.value || this.deps.preferences.get("push_to_talk");
    const muted = kind === "microphone" && silent;
    return this.local.start(kind, { ...choice, muted });
  }

  stop(key: number): void {
    this.local.stop(key);
  }

  stopKind(kind: SourceKind): void {
    for (const { key } of this.local.of(kind)) this.local.stop(key);
  }

  stopAll(): void {
    this.local.stopAll();
  }

  mute(muted: boolean): void {
    this.local.mute(muted);
  }

  /** The key that is held to talk went down or up. */
  talk(held: boolean): void {
    if (this.shown.states.microphone.value === "on") this.mute(!held);
  }

  /** The first that runs goes over to another device; an empty id leaves it to the browser. */
  goOver(kind: Exclude<DeviceKind, "speaker">, device: string): void {
    const [source] = this.local.of(kind);
    if (source !== undefined) void this.local.recapture(source.key, { device, facing: undefined });
  }

  /** From the camera that looks at the user to the one that looks away, and back. */
  turnCamera(key: number): void {
    const source = this.running.find(one => one.key === key);
    const facing = source?.facing === "environment" ? "user" : "environment";
    void this.local.recapture(key, { device: undefined, facing });
  }

  /** Root mean square of what our microphones send, where 1 is full scale. */
  level(): number {
    return Math.max(0, ...this.running.map(source => source.level()));
  }

  private changed(sources: readonly OwnSource[]): void {
    this.running = sources.filter(source => source.on);
    const before = this.pictureIds();
    this.shown.sources.value = this.running.map(viewOf);
    if (this.pictureIds() !== before) this.previews.changed();
    const microphones = this.running.filter(({ kind }) => kind === "microphone");
    this.shown.muted.value = microphones.some(source => source.muted);
    for (const { stream } of microphones) this.deps.room()?.media?.muteChanged(stream.id);
    for (const kind of sourceKinds) {
      const some = sources.filter(source => source.kind === kind);
      if (some.some(source => source.on)) this.shown.states[kind].value = "on";
      else this.shown.states[kind].value = some.length > 0 ? "starting" : "off";
    }
  }

  private pictures(): (readonly [id: string, stream: MediaStream])[] {
    const shown = this.shown.sources.value.filter(({ kind }) => kind !== "microphone");
    return shown.map(({ stream }) => [stream.id, stream]);
  }

  private pictureIds(): string {
    return this.pictures()
      .map(([id]) => id)
      .join();
  }

  private followPreferences(): void {
    this.follow(["microphone_gain", "rnnoise"], () => void this.local.adjust("microphone"));
    this.follow(["native_noise_suppression", "auto_gain_control", "echo_cancellation"], () =>
      this.recapture("microphone", {}),
    );
    this.follow(["video_fps", "video_resolution"], () => {
      void this.local.adjust("camera");
      void this.local.adjust("screen");
    });
    this.follow(["camera_facing_mode"], () =>
      this.recapture("camera", {
        device: undefined,
        facing: this.deps.preferences.get("camera_facing_mode"),
      }),
    );
    this.follow(["push_to_talk"], () => this.talk(!this.deps.preferences.get("push_to_talk")));
  }

  private recapture(kind: SourceKind, choice: Choice): void {
    for (const { key } of this.local.of(kind)) void this.local.recapture(key, choice);
  }

  /** Runs when one of them changes, from now on. */
  private follow(keys: readonly PreferenceKey[], run: () => void): void {
    let first = true;
    effect(() => {
      const signals = keys.map(key => this.deps.preferences.signal(key).value);
      if (!first && signals.length > 0) queueMicrotask(run);
      first = false;
    });
  }
}

function viewOf(source: OwnSource): OwnView {
  const { key, kind, stream, label, device, facing } = source;
  const mirrored = kind === "camera" && facing !== "environment";
  return { key, kind, stream, label, device, mirrored, turns: facing !== undefined };
}

function vanishedNotice(kind: SourceKind, replaced: boolean): Notice {
  return {
    id: `device-${kind}`,
    title: td("notice_vanished_title", { device: t(kind) }),
    text: td(replaced ? "notice_vanished_replaced" : "notice_vanished_text"),
  };
}

// SPDX-License-Identifier: AGPL-3.0-only
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { t } from "../i18n/i18n";
import type { Device, DeviceKind, MediaSource } from "../platform/media";
import type { Clock } from "../platform/types";
import type { PreferenceKey } from "../preferences/definitions";
import type { Preferences } from "../preferences/preferences";
import { LocalMedia } from "../resources/local-media";
import { sourceKinds, type Choice, type OwnSource, type SourceKind } from "../resources/own-source";
import type { Room } from "../room/room";
import { AskedSources } from "./asked-sources";
import { chosenDevice, deviceText, mediaWishes, startKeys } from "./media-wishes";
import { Previews } from "./previews";
import { deviceNotice, type Notice, type Notices } from "./notices";

export type { SourceKind } from "../resources/own-source";
export type { Device, DeviceKind } from "../platform/media";

export type SourceState = "off" | "starting" | "on";

/** One running source of ours, as the page shows it. */
export interface OwnView {
  readonly key: number;
  readonly kind: SourceKind;
  readonly stream: MediaStream;
  /** What the browser calls the device. */
  readonly label: string;
  readonly device: string | undefined;
  /** A camera that looks at its user is shown as a mirror shows it. */
  readonly mirrored: boolean;
  /** Of a phone, which has a camera on its other side. */
  readonly turns: boolean;
}

export interface RoomOfMedia extends Pick<Room, "provide" | "withdraw"> {
  readonly media: Pick<Room["media"], "replaced" | "wantsPreview" | "sendPreview">;
}

export interface MediaModelDeps {
  readonly media: MediaSource | undefined;
  readonly clock: Clock;
  readonly preferences: Preferences;
  readonly notices: Notices;
  readonly notify: (notice: Notice) => void;
  /** The room that we are in. */
  readonly room: () => RoomOfMedia | undefined;
}

/** Our own microphones, cameras and screens: what runs, and all that can be done with them. */
export class MediaModel {
  /** Those that are on, in the order in which they came. */
  readonly sources = signal<readonly OwnView[]>([]);
  /** Of each kind: on as soon as one is. */
  readonly states: Readonly<Record<SourceKind, Signal<SourceState>>> = {
    microphone: signal("off"),
    camera: signal("off"),
    screen: signal("off"),
  };
  readonly muted = signal(false);
  /** Whether we are heard at the moment. */
  readonly speaking = signal(false);
  /** As of the last `lookForDevices`. */
  readonly devices = signal<readonly Device[]>([]);
  /** Id of the loudspeaker; empty for the system's. */
  readonly speaker: ReadonlySignal<string>;
  readonly choosesSpeaker: boolean;

  readonly removesNoise: ReadonlySignal<boolean>;

  private readonly local: LocalMedia;
  private readonly asked: AskedSources;
  private readonly previews: Previews;
  private running: readonly OwnSource[] = [];

  constructor(private readonly deps: MediaModelDeps) {
    const { preferences, media } = deps;
    this.speaker = computed(() => chosenDevice(preferences.signal("speaker_device").value) ?? "");
    this.removesNoise = preferences.signal("rnnoise");
    this.choosesSpeaker = media?.choosesSpeaker === true;
    this.local = new LocalMedia(media, mediaWishes(preferences), {
      changed: sources => this.changed(sources),
      started: (resource, { kind, stream }) => {
        deps.notices.dismiss(`device-${kind}`);
        this.asked.answered(kind);
        deps.room()?.provide({ resource, stream });
      },
      replaced: ({ stream }) => deps.room()?.media.replaced(stream.id),
      stopped: id => deps.room()?.withdraw(id),
      problem: (kind, problem) => deps.notify(deviceNotice(kind, problem)),
      vanished: (kind, replaced) => deps.notify(vanishedNotice(kind, replaced)),
      noisy: () => deps.notify({ id: "noise", title: t("notice_noise_title"), text: t("notice_noise_text") }),
    });
    this.asked = new AskedSources(preferences, deps.notify, deps.notices, kind => void this.start(kind));
    this.previews = new Previews({
      clock: deps.clock,
      pictures: () => new Map(this.pictures()),
      still: stream => media?.still(stream) ?? Promise.resolve(undefined),
      wanted: id => deps.room()?.media.wantsPreview(id) === true,
      send: (id, image) => deps.room()?.media.sendPreview(id, image),
    });
    this.followPreferences();
    media?.onDevicesChange(() => void this.lookForDevices());
  }

  /** What the user's own settings start; what a link or a screen needs is asked for. */
  enterRoom(): void {
    for (const kind of sourceKinds) {
      if (!this.deps.preferences.get(startKeys[kind])) continue;
      if (kind === "screen") this.asked.ask(kind);
      else void this.start(kind);
    }
  }

  /** How many of this kind are on. */
  count(kind: SourceKind): ReadonlySignal<number> {
    return computed(() => this.sources.value.filter(source => source.kind === kind).length);
  }

  /** What the button of this kind does: a microphone that runs is muted and heard again, all else ends. */
  toggle(kind: SourceKind): void {
    if (this.states[kind].value === "off") void this.start(kind);
    else if (kind === "microphone" && this.states[kind].value === "on") this.mute(!this.muted.value);
    else this.stopKind(kind);
  }

  /** One more of this kind. */
  start(kind: SourceKind, choice: Choice = {}): Promise<boolean> {
    const muted = kind === "microphone" && this.deps.preferences.get("push_to_talk");
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
    if (this.states.microphone.value === "on") this.mute(!held);
  }

  /** The one that the user prefers from now on; what runs goes over to it. An empty id leaves it to the browser. */
  choose(device: Device): void {
    const { preferences } = this.deps;
    preferences.set(`${device.kind}_device`, device.id === "" ? "" : deviceText(device));
    if (device.kind === "speaker") return;
    const [source] = this.local.of(device.kind);
    if (source !== undefined) void this.local.recapture(source.key, { device: device.id, facing: undefined });
  }

  /** From the camera that looks at the user to the one that looks away, and back. */
  turnCamera(key: number): void {
    const source = this.running.find(one => one.key === key);
    const facing = source?.facing === "environment" ? "user" : "environment";
    void this.local.recapture(key, { device: undefined, facing });
  }

  removeNoise(on: boolean): void {
    this.deps.preferences.set("rnnoise", on ? "true" : "false");
  }

  async lookForDevices(): Promise<void> {
    try {
      this.devices.value = (await this.deps.media?.devices()) ?? [];
    } catch {
      this.devices.value = [];
    }
  }

  /** The devices of a kind that can be told from each other; `default` is one of them once more. */
  choices(kind: DeviceKind): readonly Device[] {
    return this.devices.value.filter(device => device.kind === kind && !["", "default"].includes(device.id));
  }

  /** The device of the user's choice, or the one that runs; empty if it is up to the browser. */
  current(kind: DeviceKind): string {
    const chosen = chosenDevice(this.deps.preferences.signal(`${kind}_device`).value) ?? "";
    const running = this.sources.value.find(source => source.kind === kind)?.device;
    return chosen === "" ? "" : (running ?? chosen);
  }

  /** Root mean square of what our microphones send, where 1 is full scale. */
  level(): number {
    return Math.max(0, ...this.running.map(source => source.level()));
  }

  private changed(sources: readonly OwnSource[]): void {
    this.running = sources.filter(source => source.on);
    const before = this.pictureIds();
    this.sources.value = this.running.map(viewOf);
    if (this.pictureIds() !== before) this.previews.changed();
    this.muted.value = this.running.some(source => source.kind === "microphone" && source.muted);
    for (const kind of sourceKinds) {
      const some = sources.filter(source => source.kind === kind);
      if (some.some(source => source.on)) this.states[kind].value = "on";
      else this.states[kind].value = some.length > 0 ? "starting" : "off";
    }
  }

  private pictures(): (readonly [id: string, stream: MediaStream])[] {
    const shown = this.sources.value.filter(({ kind }) => kind !== "microphone");
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
    title: t("notice_vanished_title", { device: t(kind) }),
    text: t(replaced ? "notice_vanished_replaced" : "notice_vanished_text"),
  };
}

// SPDX-License-Identifier: AGPL-3.0-only
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Device, DeviceKind, MediaSource } from "../platform/media";
import type { Clock } from "../platform/types";
import type { PreferenceKey } from "../preferences/definitions";
import type { Preferences } from "../preferences/preferences";
import type { Choice, SourceKind } from "../resources/own-source";
import type { Room } from "../room/room";
import { chosenDevice, deviceText } from "./chosen-device";
import type { MediaModel } from "./media-model";
import type { Notice, Notices } from "./notices";
import type { KnownBrowser } from "./permission-steps";

export type { Device, DeviceKind } from "../platform/media";
export type { SourceKind } from "../resources/own-source";

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

/** What the page shows of our microphones, cameras and screens. */
export interface OwnMediaState {
  /** Those that are on, in the order in which they came. */
  readonly sources: Signal<readonly OwnView[]>;
  /** Of each kind: on as soon as one is. */
  readonly states: Readonly<Record<SourceKind, Signal<SourceState>>>;
  readonly muted: Signal<boolean>;
}

export interface RoomOfMedia extends Pick<Room, "provide" | "withdraw"> {
  readonly media:
    Pick<NonNullable<Room["media"]>, "replaced" | "muteChanged" | "wantsPreview" | "sendPreview"> | undefined;
}

export interface OwnMediaDeps {
  readonly media: MediaSource | undefined;
  readonly clock: Clock;
  readonly browser: KnownBrowser;
  readonly preferences: Preferences;
  readonly notices: Notices;
  readonly notify: (notice: Notice) => void;
  /** Loads what else is needed before a source of ours is shown. */
  readonly prepareShowing: () => Promise<void>;
  /** Part of the page could not be loaded. */
  readonly failed: () => void;
  /** The room that we are in. */
  readonly room: () => RoomOfMedia | undefined;
}

/** The preference that starts a source when a room is entered. */
export const startKeys: Readonly<Record<SourceKind, PreferenceKey & `${string}_enabled`>> = {
  microphone: "microphone_enabled",
  camera: "camera_enabled",
  screen: "screencast_enabled",
};

export const sourceKinds = Object.keys(startKeys) as readonly SourceKind[];

interface Waiting {
  readonly kind: SourceKind | undefined;
  readonly run: (model: MediaModel) => void;
}

/**
 * Our own microphones, cameras and screens: what the page shows of them, and the way to all that can be done with them,
 * which is loaded once something is.
 */
export class OwnMedia implements OwnMediaState {
  readonly sources = signal<readonly OwnView[]>([]);
  readonly states: OwnMediaState["states"] = {
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

  private model: MediaModel | undefined;
  private loading: Promise<void> | undefined;
  private waiting: readonly Waiting[] = [];
  private looked = false;

  constructor(private readonly deps: OwnMediaDeps) {
    const { preferences, media } = deps;
    this.speaker = computed(() => chosenDevice(preferences.signal("speaker_device").value) ?? "");
    this.removesNoise = preferences.signal("rnnoise");
    this.choosesSpeaker = media?.choosesSpeaker === true;
    // What a link asks for is asked of the user.
    effect(() => {
      if (preferences.asks.value.length > 0) this.use(undefined, () => undefined);
    });
  }

  /** So that what is done next need not wait for its code; settles when it is there, or cannot be had now. */
  prepare(): Promise<void> {
    return this.load().catch(() => undefined);
  }

  /** What the user's own settings start; what a link or a screen needs is asked for. */
  enterRoom(): void {
    const kinds = sourceKinds.filter(kind => this.deps.preferences.get(startKeys[kind]));
    for (const kind of kinds) this.use(kind, model => model.enter(kind));
  }

  /** How many of this kind are on. */
  count(kind: SourceKind): ReadonlySignal<number> {
    return computed(() => this.sources.value.filter(source => source.kind === kind).length);
  }

  /** What the button of this kind does: a microphone that runs is muted and heard again, all else ends. */
  toggle(kind: SourceKind): void {
    const state = this.states[kind].value;
    if (state === "off") this.start(kind);
    else if (kind === "microphone" && state === "on") this.mute(!this.muted.value);
    else this.stopKind(kind);
  }

  /** One more of this kind. */
  start(kind: SourceKind, choice: Choice = {}): void {
    this.use(kind, model => void model.start(kind, choice));
  }

  stop(key: number): void {
    this.model?.stop(key);
  }

  stopKind(kind: SourceKind): void {
    this.model?.stopKind(kind);
    this.forget(one => one.kind === kind);
  }

  stopAll(): void {
    this.model?.stopAll();
    this.forget(() => true);
  }

  mute(muted: boolean): void {
    this.model?.mute(muted);
  }

  /** The key that is held to talk went down or up. */
  talk(held: boolean): void {
    this.model?.talk(held);
  }

  /** The one that the user prefers from now on; what runs goes over to it. An empty id leaves it to the browser. */
  choose(device: Device): void {
    this.deps.preferences.set(`${device.kind}_device`, device.id === "" ? "" : deviceText(device));
    if (device.kind !== "speaker") this.model?.goOver(device.kind, device.id);
  }

  /** From the camera that looks at the user to the one that looks away, and back. */
  turnCamera(key: number): void {
    this.model?.turnCamera(key);
  }

  removeNoise(on: boolean): void {
    this.deps.preferences.set("rnnoise", on ? "true" : "false");
  }

  async lookForDevices(): Promise<void> {
    const { media } = this.deps;
    if (!this.looked) media?.onDevicesChange(() => void this.lookForDevices());
    this.looked = true;
    try {
      this.devices.value = (await media?.devices()) ?? [];
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
    return this.model?.level() ?? 0;
  }

  private use(kind: SourceKind | undefined, run: Waiting["run"]): void {
    if (this.model !== undefined) {
      run(this.model);
      return;
    }
    this.waiting = [...this.waiting, { kind, run }];
    if (kind !== undefined) this.states[kind].value = "starting";
    this.load().catch(() => {
      this.forget(() => true);
      this.deps.failed();
    });
  }

  private forget(which: (waiting: Waiting) => boolean): void {
    for (const { kind } of this.waiting.filter(which))
      if (kind !== undefined) this.states[kind].value = "off";
    this.waiting = this.waiting.filter(one => !which(one));
  }

  private load(): Promise<void> {
    return (this.loading ??= this.create());
  }

  private async create(): Promise<void> {
    try {
      const loaded = await Promise.all([import("./media-model"), this.deps.prepareShowing()]);
      const { MediaModel, devicesTexts } = loaded[0];
      await devicesTexts.ready();
      const model = (this.model = new MediaModel(this.deps, this));
      const { waiting } = this;
      // What does not start, such as what this browser lacks, is off again.
      this.forget(() => true);
      for (const { run } of waiting) run(model);
    } catch (error) {
      // The server is out of reach: the next try may do better.
      this.loading = undefined;
      throw error;
    }
  }
}

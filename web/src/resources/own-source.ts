// SPDX-License-Identifier: AGPL-3.0-only
import type { Facing, MediaSource, MicrophoneWish, PictureWish } from "../platform/media";
import { MicrophoneSound, type SoundSettings } from "./microphone-sound";

export type SourceKind = "microphone" | "camera" | "screen";

/** What is wished for each kind of source, at this moment. */
export interface MediaWishes {
  microphone(): MicrophoneWish;
  camera(): PictureWish;
  screen(): PictureWish;
  sound(): SoundSettings;
}

/** A choice for one source, which comes before the wishes. */
export interface Choice {
  readonly device?: string | undefined;
  readonly facing?: Facing | undefined;
}

export interface OwnSourceEvents {
  /** Its tracks are others now, or what it is like is. */
  changed(source: OwnSource): void;
  /** The device is gone, or the user ended the capture in the browser's own bar. */
  ended(source: OwnSource): void;
  noisy(): void;
}

/**
 * One camera, screen or microphone of ours. Its stream, and with it its resource id, is the same for as long as it is
 * kept, through other devices and from one start to the next: connections reuse what they set up for it.
 */
export class OwnSource {
  readonly stream: MediaStream;
  /** Tells one attempt to capture from the next; undefined while it is off. */
  private attempt: object | undefined;
  private captured: MediaStream | undefined;
  private sound: MicrophoneSound | undefined;
  private startsMuted = false;

  constructor(
    readonly key: number,
    readonly kind: SourceKind,
    private readonly source: MediaSource,
    private readonly wishes: MediaWishes,
    private readonly events: OwnSourceEvents,
  ) {
    this.stream = source.emptyStream();
  }

  get on(): boolean {
    return this.captured !== undefined;
  }

  get starting(): boolean {
    return this.attempt !== undefined && !this.on;
  }

  get off(): boolean {
    return this.attempt === undefined;
  }

  /** Id of the device, as far as the browser says it. */
  get device(): string | undefined {
    return this.settings.deviceId;
  }

  get label(): string {
    return this.captured?.getTracks()[0]?.label ?? "";
  }

  get facing(): Facing | undefined {
    const { facingMode } = this.settings;
    return facingMode === "user" || facingMode === "environment" ? facingMode : undefined;
  }

  get muted(): boolean {
    return this.sound?.muted ?? this.startsMuted;
  }

  /**
   * Captures, anew if it is on already. False if it was stopped meanwhile; rejects if the browser gave nothing, and
   * goes on with what it had, or is off if it had nothing that lives.
   */
  async capture(choice: Choice): Promise<boolean> {
    const attempt = (this.attempt = {});
    try {
      const captured = await this.ask(choice);
      if (this.attempt !== attempt) return halt(captured);
      const tracks = await this.outgoing(captured);
      if (this.attempt !== attempt) return halt(captured);
      this.adopt(captured, tracks);
      return true;
    } catch (error) {
      if (this.attempt !== attempt) return false;
      if (!this.alive) this.stop();
      throw error;
    }
  }

  /** What is wished has changed. */
  async adjust(): Promise<void> {
    const { kind } = this;
    if (kind === "microphone") return this.sound?.apply();
    const [track] = this.captured?.getTracks().filter(one => one.kind === "video") ?? [];
    const { device, facing } = this;
    if (track !== undefined)
      await this.source.adjust(kind, track, { ...this.wishes[kind](), device, facing });
  }

  mute(muted: boolean): void {
    this.startsMuted = muted;
    this.sound?.mute(muted);
  }

  level(): number {
    return this.sound?.level() ?? 0;
  }

  stop(): void {
    this.attempt = undefined;
    for (const track of this.stream.getTracks()) this.stream.removeTrack(track);
    if (this.captured !== undefined) halt(this.captured);
    this.captured = undefined;
    this.sound?.close();
    this.sound = undefined;
  }

  /** The browser still gives what was captured. */
  private get alive(): boolean {
    return this.captured?.getTracks().some(track => track.readyState === "live") === true;
  }

  private get settings(): MediaTrackSettings {
    return this.captured?.getTracks()[0]?.getSettings() ?? {};
  }

  /** Many phones open one camera at a time: where both do not go, the old one ends first. */
  private async ask(choice: Choice): Promise<MediaStream> {
    try {
      return await this.request(choice);
    } catch (error) {
      if (this.captured === undefined || (error as Partial<Error>).name !== "NotReadableError") throw error;
      halt(this.captured);
      return this.request(choice);
    }
  }

  private request(choice: Choice): Promise<MediaStream> {
    const { source, wishes } = this;
    switch (this.kind) {
      case "microphone":
        return source.microphone({ ...wishes.microphone(), ...only(choice.device) });
      case "camera":
        return source.camera({ ...wishes.camera(), ...choice });
      case "screen":
        return source.screen(wishes.screen());
    }
  }

  private async outgoing(captured: MediaStream): Promise<readonly MediaStreamTrack[]> {
    if (this.kind !== "microphone") return captured.getTracks();
    this.sound ??= this.openSound();
    this.sound.mute(this.startsMuted);
    return [await this.sound.take(captured)];
  }

  private openSound(): MicrophoneSound {
    return new MicrophoneSound(
      () => this.source.openSound(),
      () => this.wishes.sound(),
      {
        track: track => {
          this.put([track]);
          this.events.changed(this);
        },
        noisy: () => this.events.noisy(),
      },
    );
  }

  private adopt(captured: MediaStream, tracks: readonly MediaStreamTrack[]): void {
    const before = this.captured;
    this.captured = captured;
    this.put(tracks);
    if (before !== undefined) halt(before);
    for (const track of captured.getTracks()) {
      track.onended = () => this.events.ended(this);
      const screen = this.kind === "screen";
      if (track.kind === "video") track.contentHint = screen ? "detail" : "motion";
      else if (screen) track.contentHint = "music";
    }
  }

  private put(tracks: readonly MediaStreamTrack[]): void {
    for (const track of this.stream.getTracks()) if (!tracks.includes(track)) this.stream.removeTrack(track);
    for (const track of tracks) if (!this.stream.getTracks().includes(track)) this.stream.addTrack(track);
  }
}

function only(device: string | undefined): { device?: string } {
  return device === undefined ? {} : { device };
}

function halt(stream: MediaStream): false {
  for (const track of stream.getTracks()) {
    track.onended = null;
    track.stop();
  }
  return false;
}

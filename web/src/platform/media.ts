// SPDX-License-Identifier: AGPL-3.0-only
/** What the client needs of cameras, microphones, screens and sound. The browser's stand in browser-media.ts. */

export type DeviceKind = "microphone" | "camera" | "speaker";

/** A device of this machine. Before the user allowed any, browsers hide ids and labels. */
export interface Device {
  readonly kind: DeviceKind;
  readonly id: string;
  readonly label: string;
}

export type Facing = "user" | "environment";

/** What a microphone should be like; undefined leaves it to the browser. No wish is ever a reason to fail. */
export interface MicrophoneWish {
  readonly device: string | undefined;
  readonly noiseSuppression: boolean | undefined;
  readonly autoGain: boolean | undefined;
  readonly echoCancellation: boolean | undefined;
}

/** What a camera or a screen should be like; as above. */
export interface PictureWish {
  readonly device: string | undefined;
  readonly facing: Facing | undefined;
  /** Height of the picture in lines. */
  readonly lines: number | undefined;
  /** Frames for each second. */
  readonly fps: number | undefined;
}

/** The way of a microphone's sound from the device to what is sent. */
export interface SoundGraph {
  /** What is to be sent: the same one from beginning to end, silent until the graph runs. */
  readonly track: MediaStreamTrack;
  /** Browsers let sound run only once the user did something. */
  readonly running: boolean;
  /** Called at most once, when the graph begins to run. */
  onRunning: (() => void) | undefined;
  /** Takes its sound from this microphone instead of the one before. */
  connect(microphone: MediaStream): void;
  /** A factor. */
  setGain(gain: number): void;
  /** Rejects if it cannot be had; the sound then goes on without. */
  setNoiseRemoval(on: boolean): Promise<void>;
  /** Root mean square of the last moment of what is sent, where 1 is full scale. */
  level(): number;
  close(): void;
}

export interface MediaSource {
  microphone(wish: MicrophoneWish): Promise<MediaStream>;
  camera(wish: PictureWish): Promise<MediaStream>;
  /** With sound where the browser can and the user allows it. */
  screen(wish: PictureWish): Promise<MediaStream>;
  /** Makes a running camera or screen what it should be, as far as it can without being opened again. */
  adjust(kind: "camera" | "screen", track: MediaStreamTrack, wish: PictureWish): Promise<void>;
  /** A stream without tracks, with an id of its own. */
  emptyStream(): MediaStream;
  /** Rejects where sound cannot be worked on: it is then sent as the microphone gives it. */
  openSound(): Promise<SoundGraph>;
  /** A small still as a data: URL, the same one for as long as the picture hardly changes. */
  still(stream: MediaStream): Promise<string | undefined>;
  devices(): Promise<readonly Device[]>;
  onDevicesChange(run: () => void): void;
  /** Whether the loudspeaker can be chosen. */
  readonly choosesSpeaker: boolean;
}

// SPDX-License-Identifier: AGPL-3.0-only
import type { Device, MediaSource, MicrophoneWish, PictureWish, SoundGraph } from "../../src/platform/media";
import { FakeStream, FakeTrack } from "./fake-peer";

export class FakeSound implements SoundGraph {
  readonly output = new FakeTrack("audio");
  readonly inputs: string[] = [];
  readonly track = this.output as unknown as MediaStreamTrack;
  onRunning: (() => void) | undefined;
  gain = 1;
  removesNoise = false;
  loudness = 0;
  closed = false;

  constructor(
    public running: boolean,
    private readonly noiseFails: boolean,
  ) {}

  connect(microphone: MediaStream): void {
    this.inputs.push(microphone.id);
  }
  setGain(gain: number): void {
    this.gain = gain;
  }
  setNoiseRemoval(on: boolean): Promise<void> {
    if (on && this.noiseFails) return Promise.reject(new Error("no worklet"));
    this.removesNoise = on;
    return Promise.resolve();
  }
  level(): number {
    return this.loudness;
  }
  close(): void {
    this.closed = true;
  }
}

interface Answer {
  readonly what: string;
  readonly wish: MicrophoneWish | PictureWish;
  give(...tracks: FakeTrack[]): FakeTrack[];
  refuse(name: string): void;
}

interface Answers {
  /** The kind that the user does not allow; the rest is given at once. */
  readonly refuses?: string;
}

/** Devices whose user answers when the test says so, or at once as told. */
export class FakeMedia implements MediaSource {
  readonly answers: Answer[] = [];
  readonly adjusted: PictureWish[] = [];
  readonly sounds: FakeSound[] = [];
  list: readonly Device[] = [];
  soundRuns = true;
  soundFails = false;
  noiseFails = false;
  readonly choosesSpeaker = true;
  private streams = 0;
  private listeners: (() => void)[] = [];

  constructor(private readonly automatic?: Answers) {}

  microphone = (wish: MicrophoneWish): Promise<MediaStream> => this.ask("microphone", wish);
  camera = (wish: PictureWish): Promise<MediaStream> => this.ask("camera", wish);
  screen = (wish: PictureWish): Promise<MediaStream> => this.ask("screen", wish);

  adjust(_kind: string, _track: MediaStreamTrack, wish: PictureWish): Promise<void> {
    this.adjusted.push(wish);
    return Promise.resolve();
  }
  emptyStream(): MediaStream {
    return new FakeStream(`stream-${++this.streams}`) as unknown as MediaStream;
  }
  openSound(): Promise<SoundGraph> {
    if (this.soundFails) return Promise.reject(new Error("no sound"));
    const sound = new FakeSound(this.soundRuns, this.noiseFails);
    this.sounds.push(sound);
    return Promise.resolve(sound);
  }
  still(stream: MediaStream): Promise<string | undefined> {
    return Promise.resolve(`still of ${stream.id}`);
  }
  devices(): Promise<readonly Device[]> {
    return Promise.resolve(this.list);
  }
  onDevicesChange(run: () => void): void {
    this.listeners.push(run);
  }
  /** Something was plugged in or pulled out. */
  plug(list: readonly Device[]): void {
    this.list = list;
    for (const run of this.listeners) run();
  }

  private ask(what: string, wish: MicrophoneWish | PictureWish): Promise<MediaStream> {
    return new Promise<MediaStream>((resolve, reject) => {
      const number = this.answers.length + 1;
      const answer: Answer = {
        what,
        wish,
        give: (...given) => {
          const kind = what === "microphone" ? "audio" : "video";
          const tracks =
            given.length > 0 ? given : [new FakeTrack(kind, { deviceId: wish.device ?? "default" })];
          resolve(new FakeStream(`captured-${number}`, tracks) as unknown as MediaStream);
          return tracks;
        },
        refuse: name => reject(Object.assign(new Error("no"), { name })),
      };
      this.answers.push(answer);
      if (this.automatic?.refuses === what) answer.refuse("NotAllowedError");
      else if (this.automatic !== undefined) answer.give();
    });
  }
}

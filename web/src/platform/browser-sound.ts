// SPDX-License-Identifier: AGPL-3.0-only
/** The microphone's way through Web Audio: noise removal, gain, what is sent. Loaded when a microphone starts. */
import type { SoundGraph } from "./media";
import { createNoiseRemoval } from "./rnnoise";

/** Samples for each second. RNNoise knows no other. */
const sampleRate = 48_000;
/** Samples that a level is taken of: 170 ms. */
const levelWindow = 8192;
/** Milliseconds that a context may take to begin when the browser allows it. */
const startTime = 400;

export async function openSound(): Promise<SoundGraph> {
  const sound = new BrowserSound();
  await sound.started();
  return sound;
}

class BrowserSound implements SoundGraph {
  onRunning: (() => void) | undefined;
  private readonly context = new AudioContext({ sampleRate, latencyHint: "interactive" });
  private readonly gain = this.context.createGain();
  private readonly meter = this.context.createAnalyser();
  private readonly output = this.context.createMediaStreamDestination();
  private readonly samples = new Float32Array(levelWindow);
  private readonly listening = new AbortController();
  private source: MediaStreamAudioSourceNode | undefined;
  /** Made when it is first wanted, and then kept: to go round it is quicker than to make it again. */
  private noise: Promise<AudioNode> | undefined;
  /** Where the sound goes on its way to the gain, if not there at once. */
  private path: AudioNode | undefined;
  private serial = 0;

  constructor() {
    this.output.channelCount = 1;
    this.meter.fftSize = levelWindow;
    this.gain.connect(this.output);
    this.gain.connect(this.meter);
    this.context.onstatechange = () => this.stateChanged();
    // After a call or another app took the sound away (iOS), and when the browser waits for a sign of the user.
    const { signal } = this.listening;
    for (const event of ["visibilitychange", "pointerdown", "keydown"]) {
      document.addEventListener(event, () => this.resume(), { signal, capture: true });
    }
  }

  get track(): MediaStreamTrack {
    const [track] = this.output.stream.getAudioTracks();
    if (track === undefined) throw new Error("no output");
    return track;
  }

  get running(): boolean {
    return this.context.state === "running";
  }

  /** Resolves as soon as it runs, or when it is clear that the browser waits for the user. */
  started(): Promise<void> {
    return Promise.race([
      this.context.resume(),
      new Promise<void>(resolve => window.setTimeout(resolve, startTime)),
    ]);
  }

  connect(microphone: MediaStream): void {
    this.source?.disconnect();
    this.source = this.context.createMediaStreamSource(microphone);
    this.wire();
  }

  setGain(gain: number): void {
    // Not at once: a jump would be heard as a click.
    this.gain.gain.setTargetAtTime(gain, this.context.currentTime, 0.02);
  }

  async setNoiseRemoval(on: boolean): Promise<void> {
    const serial = ++this.serial;
    const noise = on ? await (this.noise ??= this.createNoiseRemoval()) : undefined;
    // Another wish may have come meanwhile.
    if (serial !== this.serial) return;
    this.path = noise;
    this.wire();
  }

  level(): number {
    if (!this.running) return 0;
    this.meter.getFloatTimeDomainData(this.samples);
    let sum = 0;
    for (const sample of this.samples) sum += sample * sample;
    return Math.sqrt(sum / levelWindow);
  }

  close(): void {
    this.listening.abort();
    this.context.onstatechange = null;
    this.onRunning = undefined;
    this.serial++;
    this.source?.disconnect();
    this.track.stop();
    void this.context.close();
  }

  private get open(): boolean {
    return this.context.state !== "closed";
  }

  private wire(): void {
    this.source?.disconnect();
    this.path?.disconnect();
    if (this.path === undefined) this.source?.connect(this.gain);
    else this.source?.connect(this.path).connect(this.gain);
  }

  private async createNoiseRemoval(): Promise<AudioNode> {
    try {
      return await createNoiseRemoval(this.context);
    } catch (error) {
      // The next wish tries again.
      this.noise = undefined;
      throw error;
    }
  }

  private resume(): void {
    if (this.running || !this.open) return;
    // Rejects while the browser still does not want to: the next sign of the user tries again.
    this.context.resume().catch(() => undefined);
  }

  private stateChanged(): void {
    if (!this.running) return;
    this.onRunning?.();
    this.onRunning = undefined;
  }
}

// SPDX-License-Identifier: AGPL-3.0-only
import type { SoundGraph } from "../platform/media";

export interface SoundSettings {
  /** A factor. */
  readonly gain: number;
  readonly removeNoise: boolean;
}

export interface MicrophoneSoundEvents {
  /** Another track is to be sent from now on. */
  track(track: MediaStreamTrack): void;
  /** Noise is not removed although it should be: the browser cannot, or the files did not come. */
  noisy(): void;
}

/**
 * The sound of one microphone on its way to the others. What cannot be worked on is sent as it comes, and a silent
 * track is never sent while the browser holds the graph back until the user does something.
 */
export class MicrophoneSound {
  private graph: SoundGraph | undefined;
  private device: MediaStream | undefined;
  private closed = false;
  private isMuted = false;

  constructor(
    private readonly open: () => Promise<SoundGraph>,
    private readonly settings: () => SoundSettings,
    private readonly events: MicrophoneSoundEvents,
  ) {}

  /** Goes over to this device; the track that is to be sent. */
  async take(device: MediaStream): Promise<MediaStreamTrack> {
    this.device = device;
    this.applyMute();
    const [raw] = device.getTracks();
    if (raw === undefined) throw new TypeError("a microphone without sound");
    const graph = await this.reach(device);
    if (graph === undefined) return raw;
    if (!graph.running) {
      graph.onRunning = () => this.events.track(graph.track);
      return raw;
    }
    return graph.track;
  }

  /** What the user wants has changed. */
  async apply(): Promise<void> {
    const { gain, removeNoise } = this.settings();
    try {
      this.graph?.setGain(gain);
      await this.graph?.setNoiseRemoval(removeNoise);
    } catch {
      if (!this.closed) this.events.noisy();
    }
  }

  get muted(): boolean {
    return this.isMuted;
  }

  /** Sends silence. */
  mute(muted: boolean): void {
    this.isMuted = muted;
    this.applyMute();
  }

  /** Root mean square of what is sent, where 1 is full scale. */
  level(): number {
    return this.isMuted ? 0 : (this.graph?.level() ?? 0);
  }

  close(): void {
    this.closed = true;
    this.graph?.close();
    this.graph = undefined;
  }

  /** The graph with this device in it; undefined if there can be none. */
  private async reach(device: MediaStream): Promise<SoundGraph | undefined> {
    try {
      const graph = this.graph ?? (await this.open());
      if (this.closed) graph.close();
      else this.begin(graph, device);
    } catch {
      if (this.settings().removeNoise && !this.closed) this.events.noisy();
    }
    return this.graph;
  }

  private begin(graph: SoundGraph, device: MediaStream): void {
    try {
      graph.connect(device);
    } catch (error) {
      graph.close();
      this.graph = undefined;
      throw error;
    }
    this.graph = graph;
    this.applyMute();
    // The network that removes noise takes a moment to load; the first words need not wait for it.
    void this.apply();
  }

  private applyMute(): void {
    const tracks = [
      ...(this.device?.getTracks() ?? []),
      ...(this.graph === undefined ? [] : [this.graph.track]),
    ];
    for (const track of tracks) track.enabled = !this.isMuted;
  }
}

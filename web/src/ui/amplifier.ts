// SPDX-License-Identifier: AGPL-3.0-only

let shared: AudioContext | undefined;

/** Plays the sound of a stream louder than it was sent, which a media element cannot do by itself. */
export class Amplifier {
  /** Plays in place of the element. An element too, since not every browser lets a context choose its loudspeaker. */
  readonly output = new Audio();
  private readonly source: MediaStreamAudioSourceNode;
  private readonly amount: GainNode;
  private ended = false;

  constructor(
    private readonly element: HTMLMediaElement,
    stream: MediaStream,
  ) {
    shared ??= new AudioContext();
    this.source = shared.createMediaStreamSource(stream);
    this.amount = shared.createGain();
    const amplified = shared.createMediaStreamDestination();
    this.source.connect(this.amount).connect(amplified);
    this.output.srcObject = amplified.stream;
    void this.start(shared);
  }

  /** A factor. */
  setGain(gain: number): void {
    this.amount.gain.value = gain;
  }

  end(): void {
    this.ended = true;
    this.source.disconnect();
    this.amount.disconnect();
    this.output.srcObject = null;
    this.element.muted = false;
  }

  /** Until the browser lets it play, the element is heard as before. */
  private async start(context: AudioContext): Promise<void> {
    try {
      await Promise.all([context.resume(), this.output.play()]);
    } catch {
      return;
    }
    // The element goes on playing: Chromium pulls the sound of a remote stream only then.
    if (!this.ended) this.element.muted = true;
  }
}

// SPDX-License-Identifier: AGPL-3.0-only

let shared: AudioContext | undefined;

/** Plays the sound of a stream louder than it was sent, which a media element cannot do by itself. */
export class Amplifier {
  /** Plays in place of the element. An element too, since not every browser lets a context choose its loudspeaker. */
  readonly output = new Audio();
  private readonly source: MediaStreamAudioSourceNode;
  private readonly amount: GainNode;
  private readonly listening = new AbortController();

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
    const start = (): void => void this.start(this.source.context as AudioContext);
    start();
    // After a call or another app took the sound away (iOS), and when the browser waits for a sign of the user.
    const { signal } = this.listening;
    for (const event of ["visibilitychange", "pointerdown", "keydown"])
      document.addEventListener(event, start, { signal, capture: true });
  }

  /** A factor. */
  setGain(gain: number): void {
    this.amount.gain.value = gain;
  }

  end(): void {
    this.listening.abort();
    this.source.disconnect();
    this.amount.disconnect();
    this.output.srcObject = null;
    this.element.muted = false;
  }

  /** Until the browser lets it play for the first time, the element is heard as before. */
  private async start(context: AudioContext): Promise<void> {
    if (document.visibilityState === "hidden") return;
    try {
      await Promise.all([context.resume(), this.output.play()]);
    } catch {
      return;
    }
    // The element goes on playing: Chromium pulls the sound of a remote stream only then.
    if (!this.listening.signal.aborted) this.element.muted = true;
  }
}

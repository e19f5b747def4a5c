// SPDX-License-Identifier: AGPL-3.0-only

/**
 * What is to be done with a stream that arrives: `show` it; `hold` it back, silenced, because it was asked for but is
 * not wanted any more; or `refuse` it, because nobody asked.
 */
export type Verdict = "show" | "hold" | "refuse";

/** The streams that arrive over one connection, by their id, which is the resource id. */
export class IncomingStreams {
  private readonly streams = new Map<string, MediaStream>();

  private readonly receivers = new WeakMap<MediaStreamTrack, RTCRtpReceiver>();

  constructor(
    private readonly judge: (id: string) => Verdict,
    private readonly changed: () => void,
  ) {}

  /** The stream of a resource that is wanted, if it has arrived. */
  get(id: string): MediaStream | undefined {
    return this.judge(id) === "show" ? this.streams.get(id) : undefined;
  }

  /** How loud a resource is at this moment, from 0 to 1 (W3C WebRTC, section 5.3); 0 where it is not known. */
  level(id: string): number {
    const tracks = this.get(id)?.getTracks() ?? [];
    return Math.max(0, ...tracks.map(track => levelOf(this.receivers.get(track))));
  }

  track(event: RTCTrackEvent): void {
    this.receivers.set(event.track, event.receiver);
    const accepted = event.streams.filter(stream => this.judge(stream.id) !== "refuse");
    if (accepted.length === 0) {
      event.track.stop();
      return;
    }
    for (const stream of accepted) this.keep(stream);
  }

  /** The verdict on this resource may have changed. */
  review(id: string): void {
    const stream = this.streams.get(id);
    if (stream === undefined) return;
    const verdict = this.judge(id);
    // A stopped track could never be started again, were it asked for once more: holding back only silences it.
    for (const track of stream.getTracks()) track.enabled = verdict === "show";
    this.changed();
  }

  clear(): void {
    this.streams.clear();
    this.changed();
  }

  private keep(stream: MediaStream): void {
    this.streams.set(stream.id, stream);
    stream.onremovetrack = () => {
      if (stream.getTracks().length > 0 || this.streams.get(stream.id) !== stream) return;
      this.streams.delete(stream.id);
      this.changed();
    };
    this.review(stream.id);
  }
}

function levelOf(receiver: RTCRtpReceiver | undefined): number {
  if (receiver?.track.kind !== "audio") return 0;
  return receiver.getSynchronizationSources()[0]?.audioLevel ?? 0;
}

// SPDX-License-Identifier: AGPL-3.0-only
import type { PeerConnectionLike } from "../platform/types";
import { tune, type ViewSize } from "./sender-tuning";

/**
 * The streams that we send over one connection, by resource id. What was stopped leaves its place in the session
 * description behind; a stream that comes again under its id takes it up, so that descriptions do not grow with every
 * turn of a microphone. (A place cannot go to another id: Chromium forgets what setStreams said.)
 */
export class OutgoingStreams {
  private readonly senders = new Map<string, RTCRtpSender[]>();
  private readonly kinds = new WeakMap<RTCRtpSender, string>();
  /** Which resource a sender has carried, and for ever announces. */
  private readonly places = new Map<RTCRtpSender, string>();

  /** Without a connection, what is to be sent waits for `move`. */
  constructor(
    private connection: PeerConnectionLike | undefined,
    private readonly viewSize: (id: string) => ViewSize | undefined = () => undefined,
  ) {}

  /** What is sent of this resource follows what the receiver needs. */
  tune(id: string): void {
    for (const sender of this.senders.get(id) ?? []) void tune(sender, this.viewSize(id));
  }

  /** The resources whose sound is stereo: those of a picture with sound, which are screens. */
  stereo(): string[] {
    const has = (senders: readonly RTCRtpSender[], kind: string): boolean =>
      senders.some(sender => this.kinds.get(sender) === kind);
    return [...this.senders]
      .filter(([, senders]) => has(senders, "audio") && has(senders, "video"))
      .map(([id]) => id);
  }

  add(id: string, stream: MediaStream): void {
    if (this.senders.has(id)) return;
    const { connection } = this;
    const senders: RTCRtpSender[] = [];
    this.senders.set(id, senders);
    if (connection === undefined) return;
    for (const track of stream.getTracks()) {
      const sender = this.attach(connection, id, track, stream);
      this.kinds.set(sender, track.kind);
      senders.push(sender);
    }
    this.tune(id);
  }

  /** The same resource has other tracks from now on. What finds no place waits for the next `add`. */
  replace(id: string, stream: MediaStream): void {
    const tracks = [...stream.getTracks()];
    for (const sender of this.senders.get(id) ?? []) {
      const kind = this.kinds.get(sender);
      const index = tracks.findIndex(track => track.kind === kind);
      const [track] = index < 0 ? [] : tracks.splice(index, 1);
      // Rejects if the connection was closed meanwhile.
      if (track !== undefined) {
        sender.replaceTrack(track).then(
          () => this.tune(id),
          () => undefined,
        );
      }
    }
  }

  remove(id: string): void {
    const senders = this.senders.get(id) ?? [];
    this.senders.delete(id);
    for (const sender of senders) this.connection?.removeTrack(sender);
  }

  /** The connection is gone, and another is yet to come. */
  detach(): void {
    this.connection = undefined;
    for (const id of this.senders.keys()) this.senders.set(id, []);
  }

  /** Goes over to another connection with the same streams. */
  move(connection: PeerConnectionLike, stream: (id: string) => MediaStream | undefined): void {
    const ids = [...this.senders.keys()];
    this.senders.clear();
    this.places.clear();
    this.connection = connection;
    for (const id of ids) {
      const found = stream(id);
      if (found !== undefined) this.add(id, found);
    }
  }

  private attach(
    connection: PeerConnectionLike,
    id: string,
    track: MediaStreamTrack,
    stream: MediaStream,
  ): RTCRtpSender {
    const idle = connection.getTransceivers().find(transceiver => this.isFree(transceiver, id, track.kind));
    if (idle !== undefined) {
      void this.takeUp(connection, idle, id, track);
      return idle.sender;
    }
    const sender = connection.addTrack(track, stream);
    this.places.set(sender, id);
    return sender;
  }

  private isFree(
    { sender, receiver, currentDirection }: RTCRtpTransceiver,
    id: string,
    kind: string,
  ): boolean {
    const used = this.senders.get(id)?.includes(sender) === true;
    const fits = this.places.get(sender) === id && receiver.track.kind === kind;
    return fits && !used && currentDirection !== "stopped";
  }

  private async takeUp(
    connection: PeerConnectionLike,
    place: RTCRtpTransceiver,
    id: string,
    track: MediaStreamTrack,
  ): Promise<void> {
    const { sender } = place;
    place.direction = "sendrecv";
    try {
      await sender.replaceTrack(track);
      // Stopped again before it began: removeTrack passes over senders without a track, as this one was until now.
      if (this.senders.get(id)?.includes(sender) !== true) connection.removeTrack(sender);
      else this.tune(id);
    } catch {
      // The connection was closed meanwhile.
    }
  }
}

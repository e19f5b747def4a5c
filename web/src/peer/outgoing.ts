// SPDX-License-Identifier: AGPL-3.0-only
import type { PeerConnectionLike } from "../platform/types";

/**
 * The streams that we send over one connection, by resource id. What was stopped leaves its place in the session
 * description behind; the next track of that kind takes it, so that descriptions do not grow with each start.
 */
export class OutgoingStreams {
  private readonly senders = new Map<string, RTCRtpSender[]>();

  constructor(private connection: PeerConnectionLike) {}

  has(id: string): boolean {
    return this.senders.has(id);
  }

  add(id: string, stream: MediaStream): void {
    if (this.senders.has(id)) return;
    this.senders.set(
      id,
      stream.getTracks().map(track => this.attach(track, stream)),
    );
  }

  remove(id: string): void {
    const senders = this.senders.get(id) ?? [];
    this.senders.delete(id);
    for (const sender of senders) this.connection.removeTrack(sender);
  }

  /** Goes over to another connection with the same streams. */
  move(connection: PeerConnectionLike, stream: (id: string) => MediaStream | undefined): void {
    const ids = [...this.senders.keys()];
    this.senders.clear();
    this.connection = connection;
    for (const id of ids) {
      const found = stream(id);
      if (found !== undefined) this.add(id, found);
    }
  }

  private attach(track: MediaStreamTrack, stream: MediaStream): RTCRtpSender {
    const idle = this.connection.getTransceivers().find(transceiver => isIdle(transceiver, track.kind));
    if (idle === undefined) return this.connection.addTrack(track, stream);
    idle.sender.setStreams(stream);
    idle.direction = "sendrecv";
    // Fails only for a stopped transceiver or another kind, which isIdle has ruled out.
    void idle.sender.replaceTrack(track);
    return idle.sender;
  }
}

function isIdle(transceiver: RTCRtpTransceiver, kind: string): boolean {
  return (
    transceiver.sender.track === null &&
    transceiver.direction === "recvonly" &&
    transceiver.receiver.track.kind === kind &&
    typeof transceiver.sender.setStreams === "function"
  );
}

// SPDX-License-Identifier: AGPL-3.0-only
import type { DataChannelLike } from "../platform/files";
import type { PeerConnectionLike } from "../platform/types";

/** Whoever wants a channel. */
export interface ChannelUser {
  /** Called again if another channel must take the place of one that never opened. */
  use(channel: DataChannelLike): void;
  /** The channel was open, and went with its connection. */
  lost(): void;
}

interface Opened {
  readonly channel: DataChannelLike;
  readonly user: ChannelUser;
}

/**
 * The id of the channel that makes a connection stand before anything is requested. It is agreed upon beforehand and
 * carries nothing: no word of it goes over the wire, so no channel arrives at the other side. The ids of the channels
 * that do arrive are given out from 0 (RFC 8832, section 6), and never get so far.
 */
const preparedId = 254;

/** The channels that we opened over one connection, by label. */
export class OutgoingChannels {
  private readonly opened = new Map<string, Opened>();
  /** Those that have no connection at the moment. */
  private waiting = new Map<string, ChannelUser>();
  private prepared = false;

  constructor(private connection: PeerConnectionLike | undefined) {}

  /** An ordered, reliable channel. */
  open(label: string, user: ChannelUser): void {
    if (this.connection === undefined) {
      this.waiting.set(label, user);
      return;
    }
    const channel = this.connection.createDataChannel(label);
    this.opened.set(label, { channel, user });
    user.use(channel);
  }

  forget(label: string): void {
    this.opened.delete(label);
    this.waiting.delete(label);
  }

  /** Gives the connection something to stand for. */
  prepare(): void {
    if (this.prepared) return;
    this.prepared = true;
    this.connection?.createDataChannel("", { negotiated: true, id: preparedId });
  }

  /** The connection is about to be closed, and another is yet to come. */
  detach(): void {
    const all = [...this.opened];
    this.opened.clear();
    this.connection = undefined;
    for (const [label, { channel, user }] of all) {
      if (channel.readyState === "connecting") this.waiting.set(label, user);
      else user.lost();
    }
  }

  /** Goes over to another connection. */
  move(connection: PeerConnectionLike): void {
    this.connection = connection;
    if (this.prepared) {
      this.prepared = false;
      this.prepare();
    }
    const { waiting } = this;
    this.waiting = new Map();
    for (const [label, user] of waiting) this.open(label, user);
  }
}

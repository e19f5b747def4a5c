// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel, Clock, CreatePeerConnection, PeerConnectionLike } from "../platform/types";
import type { DataChannelLike } from "../platform/files";
import { IceWatch } from "./ice-watch";
import { IncomingStreams, type Verdict } from "./incoming";
import { Negotiator, type NegotiationMessage } from "./negotiator";
import { OutgoingStreams } from "./outgoing";
import type { ViewSize } from "./sender-tuning";
import type { LinkSnapshot, StatsEntry } from "./stats";
import { OutgoingChannels, type ChannelUser } from "./outgoing-channels";

export interface PeerLinkHost {
  send(message: NegotiationMessage): void;
  /** What to do with a stream of this id that arrives. */
  judge(id: string): Verdict;
  /** How large the other side shows this resource of ours, if it said so. */
  viewSize(id: string): ViewSize | undefined;
  /** Our own stream of this resource id, while we have it. */
  localStream(id: string): MediaStream | undefined;
  /** A channel that the other side opened. */
  channel(channel: DataChannelLike): void;
  /** The connection object is gone, and the channels with it. */
  disconnected(): void;
  /** The state of the connection or the streams in it changed. */
  changed(): void;
}

export interface PeerLinkDeps {
  readonly create: CreatePeerConnection;
  readonly clock: Clock;
}

/** Milliseconds until a connection that could not be made is tried again, doubled each time up to the longest. */
export const connectTimes = { retry: 1_000, longest: 30_000 } as const;

/** The connection to one member: negotiation, streams both ways, and mending when the network changes. */
export class PeerLink {
  private connection: PeerConnectionLike;
  private readonly negotiator: Negotiator;
  private readonly outgoing: OutgoingStreams;
  private readonly incoming: IncomingStreams;
  private readonly channels: OutgoingChannels;
  private readonly ice: IceWatch;
  private polite: boolean;
  /** Runs while a connection cannot be made. */
  private retry: Cancel | undefined;

  constructor(
    private readonly deps: PeerLinkDeps,
    private readonly host: PeerLinkHost,
    polite: boolean,
  ) {
    this.polite = polite;
    this.negotiator = new Negotiator(
      {
        connection: () => this.connection,
        replace: () => this.replace(),
        send: message => this.host.send(message),
        stereo: () => this.outgoing.stereo(),
      },
      polite,
    );
    this.ice = new IceWatch(deps.clock, () => this.negotiator.restartIce());
    this.ice.polite = polite;
    this.ice.idle = true;
    this.incoming = new IncomingStreams(
      id => this.host.judge(id),
      () => this.host.changed(),
    );
    this.connection = this.connect();
    this.outgoing = new OutgoingStreams(this.connection, id => this.host.viewSize(id));
    this.channels = new OutgoingChannels(this.connection);
  }

  get state(): RTCPeerConnectionState {
    return this.connection.connectionState;
  }

  /** What the browser knows of the connection at this moment. */
  async snapshot(): Promise<LinkSnapshot> {
    const { connection } = this;
    const entries: StatsEntry[] = [];
    (await connection.getStats()).forEach((entry: StatsEntry & RTCStats) => entries.push(entry));
    return {
      at: Math.max(0, ...entries.map(({ timestamp }) => (typeof timestamp === "number" ? timestamp : 0))),
      state: connection.connectionState,
      ice: connection.iceConnectionState,
      gathering: connection.iceGatheringState,
      signaling: connection.signalingState,
      entries,
    };
  }

  /** Sending the same again changes nothing. */
  sendStream(id: string, stream: MediaStream): void {
    this.outgoing.add(id, stream);
  }

  stopStream(id: string): void {
    this.outgoing.remove(id);
  }

  /** Connects, although nothing is to be sent yet. */
  prepare(): void {
    this.channels.prepare();
  }

  /** From now on the connection is needed: if it is lost, it is mended again and again. */
  use(): void {
    if (!this.ice.idle) return;
    this.ice.idle = false;
    if (this.state === "failed") this.ice.rebound(this.state);
  }

  openChannel(label: string, user: ChannelUser): void {
    this.channels.open(label, user);
  }

  forgetChannel(label: string): void {
    this.channels.forget(label);
  }

  /** The other side shows this resource of ours at another size. */
  resize(id: string): void {
    this.outgoing.tune(id);
  }

  /** The tracks of the stream are others than before. */
  replaceStream(id: string, stream: MediaStream): void {
    this.outgoing.replace(id, stream);
  }

  /** How loud a resource of theirs is, from 0 to 1. */
  level(id: string): number {
    return this.incoming.level(id);
  }

  /** The stream of a resource of theirs that we want, if it has arrived. */
  stream(id: string): MediaStream | undefined {
    return this.incoming.get(id);
  }

  review(id: string): void {
    this.incoming.review(id);
  }

  remote(message: NegotiationMessage): void {
    this.negotiator.remote(message);
  }

  setPolite(polite: boolean): void {
    if (polite !== this.polite) this.rebound(polite);
  }

  /** The other side is reachable under a new id: what was under way may have been lost. */
  rebound(polite: boolean): void {
    this.polite = this.ice.polite = polite;
    this.negotiator.rebound(polite);
    this.ice.rebound(this.state);
  }

  /** Offers again, although nothing has changed here. */
  renegotiate(): void {
    this.negotiator.needed();
  }

  close(): void {
    this.negotiator.close();
    this.retry?.();
    this.ice.close();
    this.disconnect();
    this.incoming.clear();
  }

  private connect(): PeerConnectionLike {
    const connection = this.deps.create();
    connection.onnegotiationneeded = () => this.negotiator.needed();
    connection.onicecandidate = event => {
      // An empty candidate says that there are no more, which deployed clients need not know.
      if (event.candidate !== null && event.candidate.candidate !== "") {
        this.negotiator.localCandidate(event.candidate.toJSON());
      }
    };
    connection.onconnectionstatechange = () => {
      this.ice.update(connection.connectionState);
      this.host.changed();
    };
    connection.ontrack = event => this.incoming.track(event);
    connection.ondatachannel = ({ channel }) => this.host.channel(channel);
    return connection;
  }

  private disconnect(): void {
    const { connection } = this;
    connection.onnegotiationneeded = connection.onicecandidate = null;
    connection.onconnectionstatechange = connection.ontrack = connection.ondatachannel = null;
    connection.close();
  }

  private replace(): Promise<void> {
    this.channels.detach();
    this.disconnect();
    this.outgoing.detach();
    this.host.disconnected();
    return new Promise(done => this.reconnect(connectTimes.retry, done));
  }

  /** The browser may make no (more) connections at the moment. Until it does, the closed one stands as failed. */
  private reconnect(pause: number, done: () => void): void {
    try {
      this.connection = this.connect();
    } catch {
      this.retry = this.deps.clock.after(pause, () =>
        this.reconnect(Math.min(pause * 2, connectTimes.longest), done),
      );
      this.incoming.clear();
      return;
    }
    this.outgoing.move(this.connection, id => this.host.localStream(id));
    this.channels.move(this.connection);
    this.incoming.clear();
    done();
  }
}

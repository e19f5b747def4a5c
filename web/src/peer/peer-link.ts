// SPDX-License-Identifier: AGPL-3.0-only
import type { Clock, CreatePeerConnection, PeerConnectionLike } from "../platform/types";
import { IceWatch } from "./ice-watch";
import { IncomingStreams, type Verdict } from "./incoming";
import { Negotiator, type NegotiationMessage } from "./negotiator";
import { OutgoingStreams } from "./outgoing";

export interface PeerLinkHost {
  send(message: NegotiationMessage): void;
  /** What to do with a stream of this id that arrives. */
  judge(id: string): Verdict;
  /** Our own stream of this resource id, while we have it. */
  localStream(id: string): MediaStream | undefined;
  /** The state of the connection or the streams in it changed. */
  changed(): void;
}

export interface PeerLinkDeps {
  readonly create: CreatePeerConnection;
  readonly clock: Clock;
}

/** The connection to one member: negotiation, streams both ways, and mending when the network changes. */
export class PeerLink {
  private connection: PeerConnectionLike;
  private readonly negotiator: Negotiator;
  private readonly outgoing: OutgoingStreams;
  private readonly incoming: IncomingStreams;
  private readonly ice: IceWatch;
  private polite: boolean;

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
      },
      polite,
    );
    this.ice = new IceWatch(deps.clock, () => this.negotiator.restartIce());
    this.ice.polite = polite;
    this.incoming = new IncomingStreams(
      id => this.host.judge(id),
      () => this.host.changed(),
    );
    this.connection = this.connect();
    this.outgoing = new OutgoingStreams(this.connection);
  }

  get state(): RTCPeerConnectionState {
    return this.connection.connectionState;
  }

  /** Sending the same again changes nothing. */
  sendStream(id: string, stream: MediaStream): void {
    this.outgoing.add(id, stream);
  }

  stopStream(id: string): void {
    this.outgoing.remove(id);
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
    return connection;
  }

  private disconnect(): void {
    const { connection } = this;
    connection.onnegotiationneeded = connection.onicecandidate = null;
    connection.onconnectionstatechange = connection.ontrack = null;
    connection.close();
  }

  private replace(): void {
    this.disconnect();
    this.incoming.clear();
    this.connection = this.connect();
    this.outgoing.move(this.connection, id => this.host.localStream(id));
  }
}

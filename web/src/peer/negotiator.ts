// SPDX-License-Identifier: AGPL-3.0-only
import type { PeerConnectionLike } from "../platform/types";
import { limits } from "../protocol/limits";
import type { IceCandidate, RelayMessage } from "../protocol/relay";
import {
  initialNegotiation,
  negotiate,
  type NegotiationAction,
  type NegotiationEvent,
  type NegotiationState,
} from "./negotiation";
import { candidateUfrag, describe, hasStereo, withStereo } from "./sdp";

/** What two members say to each other about their connection. */
export type NegotiationMessage = Extract<RelayMessage, { name: "offer" | "answer" | "ice_candidate" }>;

export interface NegotiatorHost {
  /** The connection of the moment; another after `replace`. */
  connection(): PeerConnectionLike;
  /** Resolves once there is another connection, which may take its time; what comes meanwhile waits. */
  replace(): Promise<void>;
  send(message: NegotiationMessage): void;
  /** Ids of the streams of ours whose sound is stereo. */
  stereo(): readonly string[];
}

/** What the actions of an event need of it. */
interface Input {
  readonly event: NegotiationEvent;
  readonly description?: RTCSessionDescriptionInit;
  readonly candidate?: IceCandidate;
}

/** Jobs of one connection that may wait for each other. */
const queueLimit = 512;

/** Carries out on a real connection what negotiation.ts decides: one event after the other, each to its end. */
export class Negotiator {
  private state;
  private candidates: IceCandidate[] = [];
  private readonly jobs: (() => Promise<void>)[] = [];
  private running = false;
  private closed = false;

  constructor(
    private readonly host: NegotiatorHost,
    polite: boolean,
  ) {
    this.state = initialNegotiation(polite);
  }

  needed(): void {
    this.feed({ event: { type: "needed" } });
  }

  restartIce(): void {
    this.feed({ event: { type: "restart_ice" } });
  }

  rebound(polite: boolean): void {
    this.feed({ event: { type: "rebound", polite } });
  }

  remote(message: NegotiationMessage): void {
    if (message.name === "ice_candidate") {
      const { candidate } = message;
      this.feed({ event: { type: "remote_candidate", ufrag: candidateUfrag(candidate) }, candidate });
      return;
    }
    const type = message.name === "offer" ? "remote_offer" : "remote_answer";
    this.feed({
      event: { type, ...describe(message.sdp) },
      description: { type: message.name, sdp: message.sdp },
    });
  }

  /** In its turn: a candidate must not overtake the description that it belongs to. */
  localCandidate(candidate: IceCandidate): void {
    this.enqueue(() => {
      this.host.send({ name: "ice_candidate", candidate });
      return Promise.resolve();
    });
  }

  close(): void {
    this.closed = true;
    this.jobs.length = 0;
  }

  private feed(input: Input): void {
    this.enqueue(() => this.step(input));
  }

  private enqueue(job: () => Promise<void>): void {
    if (this.closed || this.jobs.length >= queueLimit) return;
    this.jobs.push(job);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    for (let job = this.jobs.shift(); job !== undefined; job = this.jobs.shift()) await job();
    this.running = false;
  }

  private async step(input: Input): Promise<void> {
    const { state, actions } = negotiate(this.state, input.event, limits.queuedCandidates);
    /** The remote description that holds if the next action fails. */
    let { remote } = this.state;
    this.state = state;
    try {
      for (const action of actions) {
        if (this.isClosed()) return;
        await this.execute(action, input);
        remote = remoteAfter(action, input, state, remote);
      }
    } catch {
      await this.failed(remote);
    }
  }

  /** A description that this browser refuses. The connection, or the one that replaced it, goes on without. */
  private async failed(remote: NegotiationState["remote"]): Promise<void> {
    await this.backToStable();
    const now = { ...this.state, remote, queued: this.candidates.length };
    this.state = negotiate(now, { type: "failed" }, limits.queuedCandidates).state;
  }

  private isClosed(): boolean {
    return this.closed;
  }

  private async execute(action: NegotiationAction, input: Input): Promise<void> {
    const connection = this.host.connection();
    switch (action) {
      case "create_offer_restart_ice":
        connection.restartIce();
        return this.describeLocally("offer");
      case "create_offer":
        return this.describeLocally("offer");
      case "create_answer":
        return this.describeLocally("answer");
      case "resend_offer":
        this.sendLocal("offer");
        return;
      case "rollback":
        return connection.setLocalDescription({ type: "rollback" });
      case "set_remote":
        if (input.description !== undefined) await connection.setRemoteDescription(input.description);
        return;
      case "add_candidate":
        if (input.candidate !== undefined) await this.addCandidate(input.candidate);
        return;
      case "queue_candidate":
        if (input.candidate !== undefined) this.candidates.push(input.candidate);
        return;
      case "flush_candidates":
        return this.flushCandidates();
      case "replace":
        this.candidates = [];
        return this.host.replace();
      case "drop_candidate":
      case "ignore":
        return;
    }
  }

  private async describeLocally(name: "offer" | "answer"): Promise<void> {
    const connection = this.host.connection();
    const stereo = await this.stereoDescription(connection, name);
    await (stereo === undefined ? connection.setLocalDescription() : setOwn(connection, stereo));
    this.sendLocal(name);
  }

  /** As the browser would describe it, and stereo where that is wanted; undefined if it is nowhere. */
  private async stereoDescription(
    connection: PeerConnectionLike,
    type: "offer" | "answer",
  ): Promise<RTCSessionDescriptionInit | undefined> {
    const sent = this.host.stereo();
    const remote = connection.remoteDescription?.sdp ?? "";
    if (sent.length === 0 && !hasStereo(remote)) return undefined;
    const { sdp = "" } = await (type === "offer" ? connection.createOffer() : connection.createAnswer());
    return { type, sdp: withStereo(sdp, sent, remote) };
  }

  private sendLocal(name: "offer" | "answer"): void {
    const description = this.host.connection().localDescription;
    if (!this.closed && description?.type === name) this.host.send({ name, sdp: description.sdp });
  }

  private async flushCandidates(): Promise<void> {
    const candidates = this.candidates;
    this.candidates = [];
    for (const candidate of candidates) await this.addCandidate(candidate);
  }

  private async addCandidate(candidate: IceCandidate): Promise<void> {
    try {
      await this.host.connection().addIceCandidate(candidate);
    } catch {
      // Of another generation, of a kind that this browser does not know, or malformed: one path fewer to try.
    }
  }

  private async backToStable(): Promise<void> {
    const connection = this.host.connection();
    try {
      if (connection.signalingState === "have-local-offer")
        await connection.setLocalDescription({ type: "rollback" });
      if (connection.signalingState === "have-remote-offer")
        await connection.setRemoteDescription({ type: "rollback" });
    } catch {
      // Closed meanwhile.
    }
  }
}

/** A browser that lets nobody change its descriptions sends mono. */
async function setOwn(connection: PeerConnectionLike, own: RTCSessionDescriptionInit): Promise<void> {
  try {
    await connection.setLocalDescription(own);
  } catch {
    await connection.setLocalDescription();
  }
}

/** An offer holds once it is answered: until then it can be rolled back. */
function remoteAfter(
  action: NegotiationAction,
  { event }: Input,
  state: NegotiationState,
  before: NegotiationState["remote"],
): NegotiationState["remote"] {
  if (action === "replace") return null;
  const settled = event.type === "remote_answer" ? "set_remote" : "create_answer";
  return action === settled ? state.remote : before;
}

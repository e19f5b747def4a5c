// SPDX-License-Identifier: AGPL-3.0-only
import type { Cancel, Clock, OpenSocket, Random, Socket } from "../platform/types";
import {
  decodeServerPacket,
  encodeClientPacket,
  type ClientId,
  type ClientPacket,
  type ServerPacket,
} from "../protocol/packets";
import { backoffDelay } from "./backoff";

export type SignalingState =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting" }
  | { readonly kind: "open"; readonly id: ClientId }
  | { readonly kind: "waiting" }
  | { readonly kind: "closed" };

export interface SignalingEvents {
  /** Every packet but init, in order. */
  packet(packet: ServerPacket): void;
  state(state: SignalingState): void;
}

export interface SignalingDeps {
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  readonly random: Random;
}

/** Milliseconds. A connection is given up when it does not come to its init, or is silent after a join or a probe. */
export const signalingTimes = { ping: 25_000, connect: 15_000, answer: 10_000, stable: 10_000 } as const;

/** The server falls behind by this many bytes: what is sent on top is dropped with the connection. */
const bufferLimit = 64 * 1024 * 1024;

/**
 * Keeps one connection to the server: connects, pings, notices when it is dead, and connects again with jittered
 * back-off until it is closed. The id changes with every connection.
 */
export class SignalingClient {
  private state: SignalingState = { kind: "idle" };
  private socket: Socket | undefined;
  private failures = 0;
  private heard = false;
  /** Outlives the connection, which the server's watches do not. */
  private watched: readonly string[] = [];
  /** In a room: only there a probe is answered. */
  private joined = false;
  /** What ends with the current connection or wait. */
  private timers: Cancel[] = [];
  /** Runs while our join or a probe is unanswered. */
  private answer: Cancel | undefined;

  constructor(
    private readonly deps: SignalingDeps,
    private readonly events: SignalingEvents,
  ) {}

  start(): void {
    if (this.state.kind === "idle") this.connect();
  }

  /** Dropped unless the connection is open. */
  send(packet: ClientPacket): void {
    if (this.state.kind !== "open" || this.socket === undefined) return;
    if (this.socket.buffered > bufferLimit) {
      this.lost();
      return;
    }
    if (packet.name === "join") this.leaves(packet.hash !== null);
    this.socket.send(encodeClientPacket(packet));
  }

  /** From now on, and over each connection, the server tells the size of these rooms as `room_info`. */
  watch(hashes: readonly string[]): void {
    if (hashes.length === 0 && this.watched.length === 0) return;
    this.watched = hashes;
    this.send({ name: "watch_rooms", hashes });
  }

  /** Out of the room that we were in, and into another if `joins`. */
  private leaves(joins: boolean): void {
    this.joined = false;
    if (joins) this.awaitAnswer();
    else this.endAnswer();
  }

  /** The network came back: do not sit out the wait, and do not trust a connection from before. */
  online(): void {
    if (this.state.kind === "waiting") this.connect();
    else if (this.state.kind === "open" && this.joined) this.probe(this.state.id);
    else if (this.state.kind === "open") this.lost();
  }

  /** Gives up the connection and makes another after a pause. */
  reconnect(): void {
    if (this.state.kind === "open" || this.state.kind === "connecting") this.lost();
  }

  close(): void {
    this.endConnection();
    this.enter({ kind: "closed" });
  }

  private connect(): void {
    this.endConnection();
    this.timers.push(this.deps.clock.after(signalingTimes.connect, () => this.lost()));
    this.enter({ kind: "connecting" });
    try {
      this.socket = this.deps.openSocket({
        text: frame => this.received(frame),
        closed: () => this.lost(),
      });
    } catch {
      this.lost();
    }
  }

  private received(frame: string): void {
    this.heard = true;
    const packet = decodeServerPacket(frame);
    if (packet === undefined) return;
    if (packet.name === "init") {
      if (this.state.kind === "connecting") this.opened(packet.id);
      return;
    }
    if (packet.name === "client_join" && this.state.kind === "open" && packet.id === this.state.id) {
      this.joined = true;
      this.endAnswer();
    }
    this.events.packet(packet);
  }

  private opened(id: ClientId): void {
    this.endTimers();
    // A server that takes connections only to drop them must not be asked twice a second for ever.
    this.timers.push(this.deps.clock.after(signalingTimes.stable, () => (this.failures = 0)));
    this.schedulePing(id);
    this.enter({ kind: "open", id });
    // After what the opening brought about: joining comes first.
    if (this.watched.length > 0) this.send({ name: "watch_rooms", hashes: this.watched });
  }

  private schedulePing(id: ClientId): void {
    const cancel = this.deps.clock.after(signalingTimes.ping, () => {
      this.timers = this.timers.filter(other => other !== cancel);
      this.schedulePing(id);
      this.send({ name: "ping" });
      this.probe(id);
    });
    this.timers.push(cancel);
  }

  /**
   * A message to ourselves comes back if the connection and our membership live; a ping is never answered.
   */
  private probe(id: ClientId): void {
    if (!this.joined) return;
    this.heard = false;
    this.send({ name: "relay", recipient: id, message: "" });
    this.awaitAnswer();
  }

  /** A later question counts instead of an earlier one. */
  private awaitAnswer(): void {
    this.endAnswer();
    this.answer = this.deps.clock.after(signalingTimes.answer, () => {
      this.answer = undefined;
      if (!this.joined || !this.heard) this.lost();
    });
  }

  private endAnswer(): void {
    this.answer?.();
    this.answer = undefined;
  }

  private lost(): void {
    this.endConnection();
    this.failures += 1;
    const delay = backoffDelay(this.failures, this.deps.random.unit());
    this.timers.push(this.deps.clock.after(delay, () => this.connect()));
    this.enter({ kind: "waiting" });
  }

  private endConnection(): void {
    this.endTimers();
    this.endAnswer();
    this.joined = false;
    this.socket?.close();
    this.socket = undefined;
  }

  private endTimers(): void {
    for (const cancel of this.timers) cancel();
    this.timers = [];
  }

  private enter(state: SignalingState): void {
    this.state = state;
    this.events.state(state);
  }
}

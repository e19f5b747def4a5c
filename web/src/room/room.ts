// SPDX-License-Identifier: AGPL-3.0-only
import { deriveMessageKey, deriveRoomHash } from "../crypto/room-keys";
import type { OpenSocket } from "../platform/types";
import { toHex } from "../protocol/fragment";
import type { ClientId, ServerPacket } from "../protocol/packets";
import { SignalingClient, type SignalingState } from "../signaling/signaling-client";
import type { Member, Provided } from "./member";
import type { FilePeer, MemberFiles } from "./member-files";
import { Others, type OthersDeps } from "./others";
import { Provisions } from "./provisions";
import type { ChatContent, RoomEvent, RoomStatus } from "./room-events";
import type { RoomMedia } from "./room-media";
import type { RoomOptions } from "./room-options";

export type { ChatContent, RoomEvent, RoomStatus } from "./room-events";

export interface RoomDeps extends OthersDeps {
  readonly openSocket: OpenSocket;
}

const formerIdsKept = 64;

/**
 * One visit to one room: derives hash and key while it connects, joins, and keeps to it until `leave`, through lost
 * connections to the server as well. The session by which others recognise us lives as long as the visit, so that it
 * does not connect what one does in different rooms.
 */
export class Room {
  /** Whoever transfers files, once somebody does. */
  files: MemberFiles | undefined;
  private readonly session: string;
  private readonly signaling: SignalingClient;
  private readonly provisions = new Provisions();
  private others: Others | undefined;
  private hash: string | undefined;
  private ownId: ClientId | undefined;
  private formerIds: readonly ClientId[] = [];
  /** On the connection that there is. */
  private askedToJoin = false;
  private username: string;
  private status: RoomStatus = "connecting";

  constructor(
    private readonly deps: RoomDeps,
    private readonly options: RoomOptions,
    private readonly emit: (event: RoomEvent) => void,
  ) {
    this.session = toHex(deps.random.bytes(16));
    this.username = options.username;
    this.signaling = new SignalingClient(deps, {
      packet: packet => this.packet(packet),
      state: state => this.signalingState(state),
    });
  }

  start(): void {
    this.signaling.start();
    const { subtle } = this.deps;
    const { ready, secret } = this.options;
    const failed = (): void => this.end("failed");
    // Chromium works on one at a time: the hash lets us in, and the key is not needed until somebody says something.
    const hash = deriveRoomHash(subtle, secret);
    const key = deriveMessageKey(subtle, secret);
    key.catch(failed);
    this.others = this.createOthers(key);
    Promise.all([hash, ready]).then(([hash]) => {
      if (this.hasEnded) return;
      this.hash = hash;
      this.join();
    }, failed);
  }

  /** Says goodbye, closes every connection, and ends the visit. Synchronous, so that it works while a page closes. */
  leave(): void {
    this.end("left");
  }

  /** The network came back. */
  online(): void {
    this.signaling.online();
  }

  /** Events of type `room_info` tell how large these rooms are, as long as we are connected. */
  watch(hashes: readonly string[]): void {
    this.signaling.watch(hashes);
  }

  rename(username: string): void {
    this.username = username;
    this.others?.present?.renamed();
  }

  /** False if we are not in the room at the moment, or more waits to be sent than may. Who is alone is heard by nobody. */
  chat(content: ChatContent): boolean {
    const { others } = this;
    if (others === undefined || this.status !== "joined") return false;
    if (others.present !== undefined) return others.present.chat(content);
    const size = content.kind === "text" ? content.text.length : content.image.length;
    return others.act(size, company => company.chat(content));
  }

  provide(provided: Provided): void {
    this.provisions.add(provided);
    this.others?.present?.provided(provided.resource);
  }

  withdraw(id: string): void {
    if (this.provisions.remove(id)) this.others?.present?.withdrawn(id);
  }

  want(key: number, id: string, wanted: boolean): void {
    this.others?.present?.member(key)?.want(id, wanted);
  }

  member(key: number): (FilePeer & Pick<Member, "snapshot">) | undefined {
    return this.others?.present?.member(key);
  }

  /** What members and we see and hear of each other; undefined while there was nobody. */
  get media(): RoomMedia | undefined {
    return this.others?.present?.media;
  }

  private createOthers(key: Promise<CryptoKey>): Others {
    const { session, options, provisions, emit } = this;
    return new Others(this.deps, {
      key,
      session,
      options,
      provisions,
      emit,
      username: () => this.username,
      wasOurs: id => this.formerIds.includes(id),
      files: () => this.files,
      send: packet => this.signaling.send(packet),
      overrun: () => this.signaling.reconnect(),
    });
  }

  private get hasEnded(): boolean {
    return this.status === "left" || this.status === "failed";
  }

  private enter(status: RoomStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.emit({ type: "status", status });
  }

  private end(status: "left" | "failed"): void {
    if (this.hasEnded) return;
    this.enter(status);
    // Who says goodbye still needs the connection.
    this.others?.close();
    this.signaling.close();
    this.provisions.clear();
  }

  private signalingState(state: SignalingState): void {
    if (state.kind === "open") {
      this.ownId = state.id;
      this.join();
      return;
    }
    if (state.kind === "waiting" && this.status !== "connecting") this.enter("reconnecting");
    if (this.ownId !== undefined) this.formerIds = [...this.formerIds, this.ownId].slice(-formerIdsKept);
    this.ownId = undefined;
    this.askedToJoin = false;
    if (state.kind !== "closed") this.others?.disconnected();
  }

  /** Once there is both a connection and the room's hash. */
  private join(): void {
    const { hash, ownId } = this;
    if (hash === undefined || ownId === undefined || this.askedToJoin) return;
    this.askedToJoin = true;
    this.others?.connected(ownId);
    this.signaling.send({ name: "join", hash });
    // Comes back after the joins of those who are there.
    this.signaling.send({ name: "relay", recipient: ownId, message: "" });
  }

  private packet(packet: ServerPacket): void {
    if (packet.name === "room_info")
      this.emit({ type: "room_info", hash: packet.hash, userCount: packet.userCount });
    else if (!this.askedToJoin) return;
    else if (packet.name === "client_join" && packet.id === this.ownId) this.joinedOurselves();
    else this.others?.receive(packet);
  }

  private joinedOurselves(): void {
    this.others?.joined();
    this.enter("joined");
  }
}

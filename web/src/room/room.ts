// SPDX-License-Identifier: AGPL-3.0-only
import { deriveRoomKeys, type RoomKeys } from "../crypto/room-keys";
import type { PeerLinkDeps } from "../peer/peer-link";
import type { Clock, OpenSocket, Random } from "../platform/types";
import { toHex } from "../protocol/fragment";
import type { ClientId, ServerPacket } from "../protocol/packets";
import type { RelayMessage } from "../protocol/relay";
import { SignalingClient, type SignalingState } from "../signaling/signaling-client";
import { capabilities, ownCapabilities, preparedRoom } from "./capabilities";
import { Links } from "./links";
import type { Member, Provided } from "./member";
import type { FilePeer, MemberFiles } from "./member-files";
import { Provisions } from "./provisions";
import type { ChatContent, RoomEvent, RoomStatus } from "./room-events";
import { RoomMedia } from "./room-media";
import type { RoomOptions } from "./room-options";
import { Roster } from "./roster";
import { SealedChannel } from "./sealed-channel";

export type { ChatContent, RoomEvent, RoomStatus } from "./room-events";

export interface RoomDeps {
  readonly subtle: SubtleCrypto;
  readonly clock: Clock;
  readonly random: Random;
  readonly openSocket: OpenSocket;
  /** undefined where the browser has no WebRTC: chat goes on without. */
  readonly peer: PeerLinkDeps | undefined;
}

/** Milliseconds until a member who does not say its name is shown without one. */
export const nameTime = 2_000;

const formerIdsKept = 64;

/**
 * One visit to one room: derives the keys while it connects, joins, and keeps to it until `leave`, through lost
 * connections to the server as well. The session by which others recognise us lives as long as the visit, so that it
 * does not connect what one does in different rooms.
 */
export class Room {
  /** Whoever transfers files, once somebody does. */
  files: MemberFiles | undefined;
  private readonly session: string;
  private readonly signaling: SignalingClient;
  /** What members and we see and hear of each other. */
  readonly media = new RoomMedia(() => this.roster.all());
  private readonly roster: Roster;
  private readonly links: Links;
  private readonly provisions = new Provisions();
  private formerIds: readonly ClientId[] = [];
  private username: string;
  private keys: RoomKeys | undefined;
  private ownId: ClientId | undefined;
  private channel: SealedChannel | undefined;
  /** We have heard of all who were in the room when we came. */
  private settled = false;
  private status: RoomStatus = "connecting";
  /** Sealed when we join: a page that is being closed has no time for it. */
  private sealedBye: string | undefined;

  constructor(
    private readonly deps: RoomDeps,
    private readonly options: RoomOptions,
    private readonly emit: (event: RoomEvent) => void,
  ) {
    this.session = toHex(deps.random.bytes(16));
    this.username = options.username;
    this.links = new Links(deps.peer);
    this.signaling = new SignalingClient(deps, {
      packet: packet => this.packet(packet),
      state: state => this.signalingState(state),
    });
    this.roster = new Roster(
      {
        links: this.links,
        ownId: () => this.ownId,
        provided: id => this.provisions.get(id),
        withdrawn: () => this.provisions.withdrawn(),
        files: () => this.files,
        prepares: () => this.roster.all().length < (options.preparedRoom ?? preparedRoom),
        wantsAtSight: resource => options.wantsAtSight(resource),
        send: (message, recipient) => this.channel?.send(message, recipient),
        changed: member => this.memberChanged(member),
      },
      deps.clock,
      {
        gone: member => this.emit({ type: "member_gone", key: member.key }),
        displaced: member => this.showLater(member),
      },
    );
  }

  start(): void {
    this.signaling.start();
    const { ready, secret } = this.options;
    Promise.all([deriveRoomKeys(this.deps.subtle, secret), ready]).then(
      ([keys]) => {
        this.keys = keys;
        this.join();
      },
      () => this.end("failed"),
    );
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
    this.channel?.send(this.identity());
  }

  /** False if we are not in the room at the moment, or more waits to be sent than may. */
  chat(content: ChatContent): boolean {
    if (this.channel === undefined || this.status !== "joined") return false;
    return this.channel.send(
      content.kind === "text"
        ? { name: "chat", text: content.text }
        : { name: "chat_image", image: content.image },
    );
  }

  provide(provided: Provided): void {
    this.provisions.add(provided);
    this.channel?.send({ name: "provide", resource: provided.resource });
  }

  withdraw(id: string): void {
    if (!this.provisions.remove(id)) return;
    for (const member of this.roster.all()) member.stopSending(id);
    this.channel?.send({ name: "provide_stop", id });
  }

  want(key: number, id: string, wanted: boolean): void {
    this.roster.byKey(key)?.want(id, wanted);
  }

  member(key: number): (FilePeer & Pick<Member, "snapshot">) | undefined {
    return this.roster.byKey(key);
  }

  private enter(status: RoomStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.emit({ type: "status", status });
  }

  private end(status: "left" | "failed"): void {
    if (this.status === "left" || this.status === "failed") return;
    this.sayBye();
    this.enter(status);
    this.signaling.close();
    this.channel?.close();
    this.channel = undefined;
    this.provisions.clear();
    this.roster.clear();
  }

  private sayBye(): void {
    for (const { id, capabilities: known } of this.roster.all()) {
      if (id === undefined || this.sealedBye === undefined || !known.includes(capabilities.bye)) continue;
      this.channel?.sendSealed(this.sealedBye, id);
    }
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
    this.channel?.close();
    this.channel = this.sealedBye = undefined;
    if (state.kind !== "closed") this.roster.lost();
  }

  /** Once there is both a connection and a key. */
  private join(): void {
    const { keys, ownId } = this;
    if (keys === undefined || ownId === undefined || this.channel !== undefined) return;
    const { subtle, random } = this.deps;
    const send = this.signaling.send.bind(this.signaling);
    this.channel = new SealedChannel(
      { subtle, random, key: keys.key, ownId, send, ready: () => this.links.ready() },
      {
        joined: id => this.joined(id),
        left: id => this.roster.left(id),
        message: (sender, message) => this.message(sender, message),
        echoed: () => (this.settled = true),
        overrun: () => this.signaling.reconnect(),
      },
    );
    this.settled = false;
    this.signaling.send({ name: "join", hash: keys.hash });
    // Comes back after the joins of those who are there.
    this.signaling.send({ name: "relay", recipient: ownId, message: "" });
  }

  private packet(packet: ServerPacket): void {
    if (packet.name === "room_info")
      this.emit({ type: "room_info", hash: packet.hash, userCount: packet.userCount });
    else this.channel?.receive(packet);
  }

  private joined(id: ClientId): void {
    if (id === this.ownId) return this.joinedOurselves();
    const member = this.roster.add(id);
    if (member === undefined) return;
    member.wasThere = !this.settled;
    member.send(this.identity());
    for (const { resource } of this.provisions.all()) member.send({ name: "provide", resource });
    // It may be a dead connection of ours that the server has not missed yet, which is nobody; or somebody else, who
    // got the id of a server that restarted, and says so.
    if (!this.formerIds.includes(id)) this.showLater(member);
  }

  private showLater(member: Member): void {
    this.deps.clock.after(nameTime, () => {
      if (this.roster.isPresent(member)) this.show(member);
    });
  }

  private show(member: Member): void {
    if (member.visible) return;
    member.visible = true;
    this.memberChanged(member);
  }

  private joinedOurselves(): void {
    const { channel } = this;
    void channel?.seal({ name: "bye" }).then(sealed => {
      if (this.channel === channel) this.sealedBye = sealed;
    });
    this.roster.returned();
    this.enter("joined");
  }

  private message(sender: ClientId, message: RelayMessage): void {
    const member = this.roster.get(sender);
    if (member === undefined) return;
    if (message.name !== "identify") this.show(member);
    switch (message.name) {
      case "identify":
        return this.identified(member, message);
      case "bye":
        member.leaving = true;
        return;
      case "chat":
        return this.chatted(member, { kind: "text", text: message.text });
      case "chat_image":
        return this.chatted(member, { kind: "image", image: message.image });
      default:
        return member.handle(message);
    }
  }

  private identified(member: Member, message: Extract<RelayMessage, { name: "identify" }>): void {
    // Our own session under another id is nobody's to claim.
    const session = message.session === this.session ? undefined : message.session;
    const isNew = session !== undefined && member.session === undefined;
    const known = isNew ? this.roster.recognise(member, session) : undefined;
    (known ?? member).identify({ ...message, session });
  }

  private chatted(member: Member, content: ChatContent): void {
    this.emit({ type: "chat", key: member.key, username: member.username, content });
  }

  private identity(): RelayMessage {
    return {
      name: "identify",
      username: this.username,
      session: this.session,
      capabilities: ownCapabilities,
    };
  }

  private memberChanged(member: Member): void {
    this.roster.review(member);
    if (member.visible && this.roster.has(member)) this.emit({ type: "member", member: member.view() });
  }
}

// SPDX-License-Identifier: AGPL-3.0-only
import { effect } from "@preact/signals";
import type { PeerLinkDeps } from "../peer/peer-link";
import type { Cancel, Clock, Random } from "../platform/types";
import type { ClientId, ClientPacket, ServerPacket } from "../protocol/packets";
import type { RelayMessage, Resource, TrackKind } from "../protocol/relay";
import { capabilities, ownCapabilities, preparedRoom } from "./capabilities";
import { Links } from "./links";
import type { Member } from "./member";
import type { MemberFiles } from "./member-files";
import type { Provisions } from "./provisions";
import type { ChatContent, RoomEvent } from "./room-events";
import { RoomMedia } from "./room-media";
import type { RoomOptions } from "./room-options";
import { Roster } from "./roster";
import { SealedChannel } from "./sealed-channel";

export interface CompanyDeps {
  readonly subtle: SubtleCrypto;
  readonly clock: Clock;
  readonly random: Random;
  /** undefined where the browser has no WebRTC: chat goes on without. */
  readonly peer: PeerLinkDeps | undefined;
}

/** Whoever keeps the company: the visit to the room. */
export interface CompanyHost {
  readonly key: Promise<CryptoKey>;
  readonly session: string;
  readonly options: RoomOptions;
  readonly provisions: Provisions;
  username(): string;
  /** Whether this id was ours on a connection that we lost. */
  wasOurs(id: ClientId): boolean;
  /** Whoever transfers files, once somebody does. */
  files(): MemberFiles | undefined;
  send(packet: ClientPacket): void;
  emit(event: RoomEvent): void;
  /** Our picture of the room, or the others' of us, cannot be trusted any more. */
  overrun(): void;
}

/** Milliseconds until a member who does not say its name is shown without one. */
export const nameTime = 2_000;

/** Milliseconds after which a member who was there, and says nothing of itself, has said what it offered before. */
export const silentTime = 3_000;

const trackKinds: readonly TrackKind[] = ["audio", "video"];

/** The others in the room that we visit: who they are, what they say, and what they and we offer each other. */
export class Company {
  /** What members and we see and hear of each other. */
  readonly media = new RoomMedia(() => this.roster.all());
  private readonly roster: Roster;
  private ownId: ClientId | undefined;
  private channel: SealedChannel | undefined;
  /** We have heard of all who were in the room when we came. */
  private settled = false;
  /** Sealed when we join: a page that is being closed has no time for it. */
  private sealedBye: string | undefined;
  private readonly endWishes: Cancel;

  constructor(
    private readonly deps: CompanyDeps,
    private readonly host: CompanyHost,
  ) {
    const { options, provisions } = host;
    this.roster = new Roster(
      {
        links: new Links(deps.peer),
        ownId: () => this.ownId,
        provided: id => provisions.get(id),
        withdrawn: () => provisions.withdrawn(),
        files: () => host.files(),
        prepares: () => this.roster.all().length < (options.preparedRoom ?? preparedRoom),
        wantsAtSight: kind => options.wantsAtSight(kind),
        send: (message, recipient) => this.channel?.send(message, recipient),
        changed: member => this.memberChanged(member),
      },
      deps.clock,
      {
        gone: member => host.emit({ type: "member_gone", key: member.key }),
        displaced: member => this.showLater(member),
      },
    );
    this.endWishes = this.followWishes();
  }

  /** A connection on which we join. `settled`: we have heard already of all who were there. */
  connected(ownId: ClientId, settled: boolean): void {
    const { subtle, random } = this.deps;
    const { key } = this.host;
    this.ownId = ownId;
    this.settled = settled;
    const channel = new SealedChannel(
      { subtle, random, key, ownId, send: packet => this.host.send(packet) },
      {
        joined: id => this.joined(id),
        left: id => this.roster.left(id),
        message: (sender, message) => this.message(sender, message),
        echoed: () => (this.settled = true),
        overrun: () => this.host.overrun(),
      },
    );
    this.channel = channel;
    void channel.seal({ name: "bye" }).then(sealed => {
      if (this.channel === channel) this.sealedBye = sealed;
    });
  }

  /** We are in the room again: whoever is expected back has so long from now on. */
  returned(): void {
    this.roster.returned();
  }

  /** The connection is lost: who was there may still be. */
  disconnected(): void {
    this.closeChannel();
    this.roster.lost();
  }

  receive(packet: ServerPacket): void {
    this.channel?.receive(packet);
  }

  /** Says goodbye and closes every connection. Synchronous, so that it works while a page closes. */
  leave(): void {
    this.sayBye();
    this.endWishes();
    this.closeChannel();
    this.roster.clear();
  }

  /** We are called something else now. */
  renamed(): void {
    this.channel?.send(this.identity());
  }

  /** False if more waits to be sent than may. */
  chat(content: ChatContent): boolean {
    const message: RelayMessage =
      content.kind === "text"
        ? { name: "chat", text: content.text }
        : { name: "chat_image", image: content.image };
    return this.channel?.send(message) === true;
  }

  provided(resource: Resource): void {
    this.channel?.send({ name: "provide", resource });
    this.media.muteChanged(resource.id);
  }

  withdrawn(id: string): void {
    for (const member of this.roster.all()) {
      member.stopSending(id);
      member.media.withdrawn(id);
    }
    this.channel?.send({ name: "provide_stop", id });
  }

  member(key: number): Member | undefined {
    return this.roster.byKey(key);
  }

  /** What is wanted at sight from now on is wanted of what is offered already; what is not any more runs on. */
  private followWishes(): Cancel {
    let before: readonly TrackKind[] = [];
    return effect(() => {
      const now = trackKinds.filter(kind => this.host.options.wantsAtSight(kind));
      const added = now.filter(kind => !before.includes(kind));
      before = now;
      // Not in the effect, which would follow all that the asking reads.
      queueMicrotask(() => this.wantAll(added));
    });
  }

  private wantAll(kinds: readonly TrackKind[]): void {
    for (const member of this.roster.all())
      for (const { resource } of member.view().resources)
        if (resource.kind === "track" && kinds.includes(resource.trackKind)) member.want(resource.id, true);
  }

  private closeChannel(): void {
    this.channel?.close();
    this.channel = this.sealedBye = this.ownId = undefined;
  }

  private sayBye(): void {
    for (const { id, capabilities: known } of this.roster.all()) {
      if (id === undefined || this.sealedBye === undefined || !known.includes(capabilities.bye)) continue;
      this.channel?.sendSealed(this.sealedBye, id);
    }
  }

  private joined(id: ClientId): void {
    const member = this.roster.add(id);
    if (member === undefined) return;
    member.wasThere = !this.settled;
    const { past } = member.media;
    if (this.settled) past.end();
    else this.deps.clock.after(silentTime, () => past.end());
    member.send(this.identity());
    for (const { resource } of this.host.provisions.all()) member.send({ name: "provide", resource });
    // It may be a dead connection of ours that the server has not missed yet, which is nobody; or somebody else, who
    // got the id of a server that restarted, and says so.
    if (!this.host.wasOurs(id)) this.showLater(member);
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

  private message(sender: ClientId, message: RelayMessage): void {
    const member = this.roster.get(sender);
    if (member === undefined) return;
    if (message.name !== "identify") this.show(member);
    if (message.name !== "provide" && (message.name !== "identify" || member.identified))
      member.media.past.end();
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
    const session = message.session === this.host.session ? undefined : message.session;
    const isNew = session !== undefined && member.session === undefined;
    const known = (isNew ? this.roster.recognise(member, session) : undefined) ?? member;
    known.identify({ ...message, session });
    // What we offer it has heard already.
    for (const { resource } of this.host.provisions.all()) known.media.tellMuted(resource.id);
  }

  private chatted(member: Member, content: ChatContent): void {
    this.host.emit({ type: "chat", key: member.key, username: member.username, content });
  }

  private identity(): RelayMessage {
    const { session } = this.host;
    return { name: "identify", username: this.host.username(), session, capabilities: ownCapabilities };
  }

  private memberChanged(member: Member): void {
    this.roster.review(member);
    if (member.visible && this.roster.has(member)) this.host.emit({ type: "member", member: member.view() });
  }
}

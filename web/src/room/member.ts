// SPDX-License-Identifier: AGPL-3.0-only
import type { PeerLink } from "../peer/peer-link";
import type { LinkSnapshot } from "../peer/stats";
import type { NegotiationMessage } from "../peer/negotiator";
import type { Verdict } from "../peer/incoming";
import type { ChannelUser } from "../peer/outgoing-channels";
import type { DataChannelLike } from "../platform/files";
import type { Cancel } from "../platform/types";
import { limits } from "../protocol/limits";
import type { ClientId } from "../protocol/packets";
import type { RelayMessage, Resource, TrackKind } from "../protocol/relay";
import { capabilities } from "./capabilities";
import type { Links } from "./links";
import { connections, type MemberConnection, type MemberView } from "./member-view";
import { MemberMedia } from "./member-media";
import type { FilePeer, MemberFiles, ProvidedFile } from "./member-files";
import { Wishes } from "./wishes";

/** Something of ours that members may request. */
export type Provided = { readonly resource: Resource; readonly stream: MediaStream } | ProvidedFile;

export type { MemberConnection, MemberView, OfferedResource, Presence } from "./member-view";

export interface MemberHost {
  readonly links: Links;
  /** The id that we have now. */
  ownId(): ClientId | undefined;
  provided(id: string): Provided | undefined;
  /** Whoever transfers files, once somebody does. */
  files(): MemberFiles | undefined;
  /** Whether the room is small enough to connect before anything is requested. */
  prepares(): boolean;
  /** Ids that we provided until not long ago. */
  withdrawn(): Iterable<string>;
  /** Whether tracks of this kind are requested without being asked for. */
  wantsAtSight(kind: TrackKind): boolean;
  send(message: RelayMessage, recipient: ClientId): void;
  changed(member: Member): void;
}

/** One other person: what they offer, what they want of us, and the connection to them. */
export class Member implements FilePeer {
  /** undefined while the member is held. */
  id: ClientId | undefined;
  session: string | undefined;
  username = "";
  identified = false;
  /** Shown on the page: once identified, or when that takes too long. Nobody listens unseen. */
  visible = false;
  /** Said bye: not waited for once it is gone. Until then it hears everything, so it stays. */
  leaving = false;
  /** Another client took over who this one was. */
  displaced = false;
  wasThere = false;
  capabilities: readonly string[] = [];

  private readonly resources = new Map<string, Resource>();
  private readonly wishes = new Wishes();
  private readonly requested = new Set<string>();
  private link: PeerLink | undefined;
  private preparing: Cancel | undefined;
  readonly media: MemberMedia;

  constructor(
    readonly key: number,
    id: ClientId,
    private readonly host: MemberHost,
  ) {
    this.id = id;
    this.media = new MemberMedia({
      resources: this.resources,
      requested: this.requested,
      knows: name => this.capabilities.includes(name),
      send: message => this.send(message),
      link: () => this.link,
      localStream: id => this.localStream(id),
      changed: () => host.changed(this),
    });
  }

  /** Whether a connection runs that is worth waiting for. */
  get alive(): boolean {
    const state = this.link?.state;
    return state === "connected" || state === "connecting" || state === "disconnected";
  }

  view(): MemberView {
    return {
      key: this.key,
      username: this.username,
      wasThere: this.wasThere,
      presence: this.id === undefined ? "held" : "present",
      connection: this.connection(),
      resources: [...this.resources.values()].map(resource => ({
        resource,
        wanted: this.wishes.has(resource.id),
        stream: this.link?.stream(resource.id),
        preview: this.media.preview(resource.id),
        muted: this.media.isMuted(resource.id),
        earlier: this.media.past.has(resource.id),
      })),
    };
  }

  snapshot = (): Promise<LinkSnapshot> | undefined => this.link?.snapshot();

  send(message: RelayMessage): void {
    if (this.id !== undefined) this.host.send(message, this.id);
  }

  identify(message: Extract<RelayMessage, { name: "identify" }>): void {
    this.identified = this.visible = true;
    this.username = message.username;
    this.capabilities = message.capabilities;
    this.session ??= message.session;
    this.link?.setPolite(this.isPolite());
    this.prepare();
    this.host.changed(this);
  }

  /** Back in the room under another id. What was said meanwhile was lost, so all that matters is said again. */
  rebind(id: ClientId): void {
    this.id = id;
    this.leaving = false;
    this.media.forgetTold();
    for (const gone of this.host.withdrawn()) this.send({ name: "provide_stop", id: gone });
    this.link?.rebound(this.isPolite());
    for (const { id } of this.resources.values()) {
      if (this.wishes.has(id)) this.send({ name: "request", id });
      else if (this.wishes.hadBefore(id)) this.send({ name: "request_stop", id });
    }
    this.host.changed(this);
  }

  /** Messages about resources and the connection. */
  handle(message: RelayMessage): void {
    switch (message.name) {
      case "provide":
        return this.offered(message.resource);
      case "provide_stop":
        return this.withdrawn(message.id);
      case "request":
        return this.requestedOfUs(message.id);
      case "request_stop":
        return this.stopSending(message.id);
      case "offer":
        return this.ensureLink()?.remote(message);
      case "answer":
      case "ice_candidate":
        return this.link?.remote(message);
      case "view_size":
      case "preview":
      case "mute":
        return this.media.handle(message);
      case "identify":
      case "chat":
      case "chat_image":
      case "bye":
    }
  }

  /** Asks for a resource, or for its end. */
  want(id: string, wanted: boolean): void {
    if (!this.host.links.possible || !this.resources.has(id) || this.wishes.has(id) === wanted) return;
    if (wanted) this.wishes.add(id);
    else this.wishes.delete(id);
    this.link?.use();
    this.send({ name: wanted ? "request" : "request_stop", id });
    this.link?.review(id);
    this.host.changed(this);
  }

  /** A resource of ours is gone, or not wanted any more. */
  stopSending(id: string): void {
    if (!this.requested.delete(id)) return;
    this.link?.stopStream(id);
    this.host.files()?.requestStopped(this, id);
    this.host.changed(this);
  }

  openChannel(id: string, user: ChannelUser): boolean {
    const link = this.ensureLink();
    link?.openChannel(id, user);
    return link !== undefined;
  }

  forgetChannel(id: string): void {
    this.link?.forgetChannel(id);
  }

  settled(id: string): void {
    this.wishes.delete(id);
    this.requested.delete(id);
    this.host.changed(this);
  }

  close(): void {
    this.host.files()?.gone(this);
    this.preparing?.();
    this.id = undefined;
    this.link?.close();
    this.link = undefined;
  }

  private offered(resource: Resource): void {
    const known = this.resources.has(resource.id);
    if (!known && this.resources.size >= limits.resources) return;
    this.resources.set(resource.id, resource);
    this.media.offered(resource.id);
    this.host.changed(this);
    if (!known && resource.kind === "track" && this.host.wantsAtSight(resource.trackKind))
      this.want(resource.id, true);
  }

  private withdrawn(id: string): void {
    if (!this.resources.delete(id)) return;
    this.wishes.delete(id);
    this.media.forget(id);
    this.link?.review(id);
    this.host.files()?.withdrawn(this, id);
    this.host.changed(this);
  }

  private requestedOfUs(id: string): void {
    const provided = this.host.provided(id);
    const link = provided && this.ensureLink();
    if (provided === undefined || link === undefined) return;
    link.use();
    if ("source" in provided) {
      this.requested.add(id);
      this.host.files()?.requested(this, provided);
      return;
    }
    if (this.requested.has(id)) {
      // Asked again, so it has not arrived: the other side may have lost its end of the connection.
      link.renegotiate();
      return;
    }
    this.requested.add(id);
    link.sendStream(id, provided.stream);
    this.host.changed(this);
  }

  private judge(id: string): Verdict {
    if (this.resources.get(id)?.kind === "file") return "refuse";
    if (this.wishes.has(id)) return "show";
    return this.wishes.hadBefore(id) ? "hold" : "refuse";
  }

  private ensureLink(): PeerLink | undefined {
    return (this.link ??= this.createLink());
  }

  private createLink(): PeerLink | undefined {
    const host = {
      send: (message: NegotiationMessage) => this.send(message),
      judge: (id: string) => this.judge(id),
      localStream: (id: string) => this.localStream(id),
      viewSize: (id: string) => this.media.size(id),
      channel: (channel: DataChannelLike) => {
        if (this.host.files()?.arrived(this, channel) !== true) channel.close();
      },
      disconnected: () => this.host.files()?.disconnected(this),
      changed: () => this.host.changed(this),
    };
    return this.host.links.create(host, this.isPolite());
  }

  private localStream(id: string): MediaStream | undefined {
    const provided = this.host.provided(id);
    return provided !== undefined && "stream" in provided ? provided.stream : undefined;
  }

  /** What nobody uses yet is worth a word only once it stands. */
  private connection(): MemberConnection {
    if (this.link === undefined) return "none";
    const state = connections[this.link.state];
    const isUsed = this.wishes.any || this.requested.size > 0;
    return isUsed || state === "connected" ? state : "none";
  }

  /**
   * Towards who knows it too, connects before anything is requested. One side does, so that offers do not cross; and not
   * if we request what they offer in their next words, since then theirs is the offer. Whoever is held hears none.
   */
  private prepare(): void {
    if (!this.capabilities.includes(capabilities.prepare) || this.session === undefined) return;
    this.preparing?.();
    this.preparing = this.host.links.soon(() => {
      if (this.id === undefined || this.wishes.any || this.isPolite()) return;
      if (this.host.prepares()) this.ensureLink()?.prepare();
    });
  }

  /** Towards clients without a session we are the impolite one: they always give way. */
  private isPolite(): boolean {
    const own = this.host.ownId();
    return this.session !== undefined && own !== undefined && this.id !== undefined && own < this.id;
  }
}

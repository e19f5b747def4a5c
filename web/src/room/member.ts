// SPDX-License-Identifier: AGPL-3.0-only
import { PeerLink, type PeerLinkDeps } from "../peer/peer-link";
import type { NegotiationMessage } from "../peer/negotiator";
import type { Verdict } from "../peer/incoming";
import { limits } from "../protocol/limits";
import type { ClientId } from "../protocol/packets";
import type { RelayMessage, Resource } from "../protocol/relay";

/** Something of ours that members may request. */
export interface Provided {
  readonly resource: Resource;
  readonly stream: MediaStream;
}

/**
 * `present`: in the room. `held`: not in the room at the moment, but its connection to us goes on and it may return
 * under another id.
 */
export type Presence = "present" | "held";

/** What the page shows of the connection: `none` until media are requested. */
export type MemberConnection = "none" | "connecting" | "connected" | "interrupted" | "failed";

/** A resource of a member as the page sees it: `stream` is there once it is wanted and has arrived. */
export interface OfferedResource {
  readonly resource: Resource;
  readonly wanted: boolean;
  readonly stream: MediaStream | undefined;
}

/** A picture of a member at one moment. `key` stays the same for as long as the member is known to us. */
export interface MemberView {
  readonly key: number;
  readonly username: string;
  readonly presence: Presence;
  readonly connection: MemberConnection;
  readonly resources: readonly OfferedResource[];
  /** In the room before us. */
  readonly wasThere: boolean;
}

export interface MemberHost {
  /** undefined where the browser has no WebRTC. */
  readonly peer: PeerLinkDeps | undefined;
  /** The id that we have now. */
  ownId(): ClientId | undefined;
  provided(id: string): Provided | undefined;
  /** Ids that we provided until not long ago. */
  withdrawn(): Iterable<string>;
  /** Whether a resource is requested without being asked for. */
  wantsAtSight(resource: Resource): boolean;
  send(message: RelayMessage, recipient: ClientId): void;
  changed(member: Member): void;
}

const connections: Readonly<Record<RTCPeerConnectionState, MemberConnection>> = {
  new: "connecting",
  connecting: "connecting",
  connected: "connected",
  disconnected: "interrupted",
  failed: "failed",
  closed: "failed",
};

/** One other person: what they offer, what they want of us, and the connection to them. */
export class Member {
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
  private readonly wanted = new Set<string>();
  /** The latest that we ever asked this member for: what arrives late of it is no intrusion. */
  private readonly asked = new Set<string>();
  private readonly requested = new Set<string>();
  private link: PeerLink | undefined;

  constructor(
    readonly key: number,
    id: ClientId,
    private readonly host: MemberHost,
  ) {
    this.id = id;
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
      connection: this.link === undefined ? "none" : connections[this.link.state],
      resources: [...this.resources.values()].map(resource => ({
        resource,
        wanted: this.wanted.has(resource.id),
        stream: this.link?.stream(resource.id),
      })),
    };
  }

  send(message: RelayMessage): void {
    if (this.id !== undefined) this.host.send(message, this.id);
  }

  identify(message: Extract<RelayMessage, { name: "identify" }>): void {
    this.identified = this.visible = true;
    this.username = message.username;
    this.capabilities = message.capabilities;
    this.session ??= message.session;
    this.link?.setPolite(this.isPolite());
    this.host.changed(this);
  }

  /** Back in the room under another id. What was said meanwhile was lost, so all that matters is said again. */
  rebind(id: ClientId): void {
    this.id = id;
    this.leaving = false;
    for (const gone of this.host.withdrawn()) this.send({ name: "provide_stop", id: gone });
    this.link?.rebound(this.isPolite());
    for (const { id } of this.resources.values()) {
      if (this.wanted.has(id)) this.send({ name: "request", id });
      else if (this.asked.has(id)) this.send({ name: "request_stop", id });
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
      case "identify":
      case "chat":
      case "chat_image":
      case "bye":
    }
  }

  /** Asks for a resource, or for its end. */
  want(id: string, wanted: boolean): void {
    if (this.host.peer === undefined || !this.resources.has(id) || this.wanted.has(id) === wanted) return;
    if (wanted) this.ask(id);
    else this.wanted.delete(id);
    this.send({ name: wanted ? "request" : "request_stop", id });
    this.link?.review(id);
    this.host.changed(this);
  }

  private ask(id: string): void {
    this.wanted.add(id);
    this.asked.add(id);
    const [oldest] = this.asked;
    if (this.asked.size > limits.resources * 4 && oldest !== undefined) this.asked.delete(oldest);
  }

  /** A resource of ours is gone, or not wanted any more. */
  stopSending(id: string): void {
    if (this.requested.delete(id)) this.link?.stopStream(id);
  }

  close(): void {
    this.id = undefined;
    this.link?.close();
    this.link = undefined;
  }

  private offered(resource: Resource): void {
    const known = this.resources.has(resource.id);
    if (!known && this.resources.size >= limits.resources) return;
    this.resources.set(resource.id, resource);
    this.host.changed(this);
    if (!known && this.host.wantsAtSight(resource)) this.want(resource.id, true);
  }

  private withdrawn(id: string): void {
    if (!this.resources.delete(id)) return;
    this.wanted.delete(id);
    this.link?.review(id);
    this.host.changed(this);
  }

  private requestedOfUs(id: string): void {
    const provided = this.host.provided(id);
    const link = provided && this.ensureLink();
    if (provided === undefined || link === undefined) return;
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
    if (this.wanted.has(id)) return "show";
    return this.asked.has(id) ? "hold" : "refuse";
  }

  private ensureLink(): PeerLink | undefined {
    if (this.link !== undefined || this.host.peer === undefined) return this.link;
    try {
      this.link = this.createLink(this.host.peer);
    } catch {
      // The browser makes no (more) connections: as without WebRTC, chat goes on.
    }
    return this.link;
  }

  private createLink(deps: PeerLinkDeps): PeerLink {
    const host = {
      send: (message: NegotiationMessage) => this.send(message),
      judge: (id: string) => this.judge(id),
      localStream: (id: string) => this.host.provided(id)?.stream,
      changed: () => this.host.changed(this),
    };
    return new PeerLink(deps, host, this.isPolite());
  }

  /** Towards clients without a session we are the impolite one: they always give way. */
  private isPolite(): boolean {
    const own = this.host.ownId();
    return this.session !== undefined && own !== undefined && this.id !== undefined && own < this.id;
  }
}

// SPDX-License-Identifier: AGPL-3.0-only
import type { ViewSize } from "../peer/sender-tuning";
import type { PeerLink } from "../peer/peer-link";
import { limits } from "../protocol/limits";
import type { RelayMessage, Resource } from "../protocol/relay";
import { capabilities } from "./capabilities";
import { Past } from "./past";

export type MediaMessage = Extract<RelayMessage, { name: "view_size" | "preview" | "mute" }>;

export interface MemberMediaHost {
  /** Whether the member said that it knows this capability. */
  knows(capability: string): boolean;
  send(message: RelayMessage): void;
  /** What the member offers now, by id. */
  readonly resources: ReadonlyMap<string, Resource>;
  /** Ids of ours that the member asked for. */
  readonly requested: ReadonlySet<string>;
  link(): PeerLink | undefined;
  /** Our own stream of this resource id, while we have it. */
  localStream(id: string): MediaStream | undefined;
  changed(): void;
}

/**
 * What one member and we tell each other about videos: how large they are shown, and how they look unasked; and about
 * sounds: which are silent.
 */
export class MemberMedia {
  readonly past = new Past();
  private readonly told = new Map<string, string>();
  private readonly sizes = new Map<string, ViewSize>();
  private readonly previews = new Map<string, string>();
  /** The latest preview of ours that the member got; of ids that we had, so there are only so many at a time. */
  private readonly shown = new Map<string, string>();
  /** Sounds of the member that are silent. */
  private readonly muted = new Set<string>();
  /** Sounds of ours that the member takes for silent. */
  private readonly toldMuted = new Set<string>();

  constructor(private readonly host: MemberMediaHost) {}

  handle(message: MediaMessage): void {
    const { id } = message;
    if (message.name === "view_size") {
      const { width, height } = message;
      if (!this.sizes.has(id) && this.sizes.size >= limits.resources) return;
      this.sizes.set(id, { width, height });
      this.host.link()?.resize(id);
    } else if (this.host.resources.has(id)) {
      if (message.name === "preview") this.previews.set(id, message.image);
      else put(this.muted, id, message.muted);
      this.host.changed();
    }
  }

  /** The member's resource is there, or there anew: whoever offers a silent one says so next. */
  offered(id: string): void {
    this.past.offered(id);
    this.muted.delete(id);
  }

  isMuted(id: string): boolean {
    return this.muted.has(id);
  }

  /** Tells the member whether a sound of ours is silent, unless it knows. */
  tellMuted(id: string): void {
    const stream = this.host.localStream(id);
    if (stream === undefined || !this.host.knows(capabilities.mute)) return;
    const muted = isSilent(stream);
    if (muted === this.toldMuted.has(id)) return;
    put(this.toldMuted, id, muted);
    this.host.send({ name: "mute", id, muted });
  }

  /** A resource of ours is gone. */
  withdrawn(id: string): void {
    this.toldMuted.delete(id);
  }

  /** How the member shows a video of ours, if it said so. */
  size(id: string): ViewSize | undefined {
    return this.sizes.get(id);
  }

  preview(id: string): string | undefined {
    return this.previews.get(id);
  }

  /** Tells the member how large we show its video. */
  tellSize(id: string, { width, height }: ViewSize): void {
    if (!this.host.knows(capabilities.viewSize) || !this.host.resources.has(id)) return;
    const words = `${width} ${height}`;
    if (this.told.get(id) === words) return;
    this.told.set(id, words);
    this.host.send({ name: "view_size", id, width, height });
  }

  /** Whether a preview of this resource of ours means something to the member. */
  wantsPreview(id: string): boolean {
    return this.host.knows(capabilities.preview) && !this.host.requested.has(id);
  }

  sendPreview(id: string, image: string): void {
    if (!this.wantsPreview(id) || this.shown.get(id) === image) return;
    this.shown.set(id, image);
    this.host.send({ name: "preview", id, image });
  }

  /** A resource of ours has other tracks. */
  replaced(id: string): void {
    const stream = this.host.requested.has(id) ? this.host.localStream(id) : undefined;
    if (stream !== undefined) this.host.link()?.replaceStream(id, stream);
  }

  /** How loud the member speaks, from 0 to 1. What their screen plays is not them. */
  level(): number {
    const sounds = [...this.host.resources.values()].filter(isSound);
    return Math.max(0, ...sounds.map(({ id }) => this.host.link()?.level(id) ?? 0));
  }

  /** The member's resource is gone. */
  forget(id: string): void {
    this.past.withdrawn(id);
    this.told.delete(id);
    this.previews.delete(id);
    this.muted.delete(id);
  }

  /** The member may have missed what it was told: it is said again when it is next asked for. */
  forgetTold(): void {
    this.told.clear();
    this.shown.clear();
    this.toldMuted.clear();
  }
}

function put(ids: Set<string>, id: string, there: boolean): void {
  if (there) ids.add(id);
  else ids.delete(id);
}

function isSound(resource: Resource): boolean {
  return resource.kind === "track" && resource.trackKind === "audio";
}

/** A microphone that is muted goes on with its tracks disabled. */
function isSilent(stream: MediaStream): boolean {
  const tracks = stream.getTracks();
  return tracks.length > 0 && tracks.every(track => track.kind === "audio" && !track.enabled);
}

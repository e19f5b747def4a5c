// SPDX-License-Identifier: AGPL-3.0-only
/** What the page gets to see of a member. */
import type { Resource } from "../protocol/relay";

/**
 * `present`: in the room. `held`: not in the room at the moment, but its connection to us goes on and it may return
 * under another id.
 */
export type Presence = "present" | "held";

/** What the page shows of the connection: `none` until it stands, or is needed. */
export type MemberConnection = "none" | "connecting" | "connected" | "interrupted" | "failed";

/** A resource of a member as the page sees it: `stream` is there once it is wanted and has arrived. */
export interface OfferedResource {
  readonly resource: Resource;
  readonly wanted: boolean;
  readonly stream: MediaStream | undefined;
  /** A still of it, as a data: URL, if the member sent one. */
  readonly preview: string | undefined;
  /** A sound that the member silenced, and said so. */
  readonly muted: boolean;
  /** Offered before we came. */
  readonly earlier: boolean;
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

export const connections: Readonly<Record<RTCPeerConnectionState, MemberConnection>> = {
  new: "connecting",
  connecting: "connecting",
  connected: "connected",
  disconnected: "interrupted",
  failed: "failed",
  closed: "failed",
};

// SPDX-License-Identifier: AGPL-3.0-only
import type { TrackKind } from "../protocol/relay";

/** What a visit to a room begins with. */
export interface RoomOptions {
  readonly secret: string;
  readonly username: string;
  /** We do not join before this; must settle. */
  readonly ready: Promise<unknown>;
  /** Whether sounds, or pictures, are requested without being asked for. Reads signals: it may change in the visit. */
  wantsAtSight(kind: TrackKind): boolean;
  /** Members up to which connections are prepared. */
  readonly preparedRoom?: number;
}

// SPDX-License-Identifier: AGPL-3.0-only
import type { Resource } from "../protocol/relay";

/** What a visit to a room begins with. */
export interface RoomOptions {
  readonly secret: string;
  readonly username: string;
  /** We do not join before this; must settle. */
  readonly ready: Promise<unknown>;
  wantsAtSight(resource: Resource): boolean;
  /** Members up to which connections are prepared. */
  readonly preparedRoom?: number;
}

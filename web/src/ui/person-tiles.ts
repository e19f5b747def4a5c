// SPDX-License-Identifier: AGPL-3.0-only
import { lazy } from "./lazy";

/** The tiles of another person. Loaded before anybody is shown: nobody is in the room unseen. */
export const PersonTiles = lazy(async () => (await import("./person-card")).PersonTiles);

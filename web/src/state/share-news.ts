// SPDX-License-Identifier: AGPL-3.0-only
import type { OfferedResource } from "./person";
import { isSound, isVideo, pictureKind, type PictureKind } from "./tiles";

/** Milliseconds in which those who were there before us have told us what they share already: that is no news. */
export const oldNewsTime = 3_000;

export type Shared = PictureKind | "sound";

/** Finds what one person begins to share. Times are in milliseconds since any moment. */
export class ShareNews {
  private known: ReadonlySet<string> = new Set();

  /** `from` is when anything may be news. */
  constructor(private readonly from: number) {}

  /** What is new, each kind once. */
  look(resources: readonly OfferedResource[], now: number): readonly Shared[] {
    const shared = resources.filter(one => isSound(one) || isVideo(one));
    const fresh = shared.filter(({ resource }) => !this.known.has(resource.id));
    this.known = new Set(shared.map(({ resource }) => resource.id));
    if (now < this.from) return [];
    return [...new Set(fresh.map(one => (isSound(one) ? "sound" : pictureKind(one.resource))))];
  }
}

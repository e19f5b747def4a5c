// SPDX-License-Identifier: AGPL-3.0-only
import type { OfferedResource } from "./person";
import { isSound, isVideo, pictureKind, type PictureKind } from "./tiles";

export type Shared = PictureKind | "sound";

/** Finds what one person begins to share while we are there. */
export class ShareNews {
  private known: ReadonlySet<string> = new Set();

  /** What is new, each kind once. */
  look(resources: readonly OfferedResource[]): readonly Shared[] {
    const shared = resources.filter(one => isSound(one) || isVideo(one));
    const fresh = shared.filter(({ resource, earlier }) => !earlier && !this.known.has(resource.id));
    this.known = new Set(shared.map(({ resource }) => resource.id));
    return [...new Set(fresh.map(one => (isSound(one) ? "sound" : pictureKind(one.resource))))];
  }
}

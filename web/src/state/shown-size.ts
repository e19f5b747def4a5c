// SPDX-License-Identifier: AGPL-3.0-only
import type { Size } from "./size";

/** Aspects that differ by less are one: a picture that is sent smaller is rounded to whole pixels. */
const rounding = 0.02;

/** The aspect to go by, which a picture of another size and the same shape does not change. */
export function steadyAspect(before: number | undefined, { width, height }: Size): number | undefined {
  if (width === 0 || height === 0) return before;
  const now = width / height;
  return before !== undefined && Math.abs(now / before - 1) < rounding ? before : now;
}

/** How large all of a picture would be where it is shown in `box`: where that cuts it, more than the box. */
export function shownSize(box: Size, aspect: number | undefined, cut: boolean): Size {
  if (aspect === undefined || !cut) return box;
  return {
    width: Math.max(box.width, box.height * aspect),
    height: Math.max(box.height, box.width / aspect),
  };
}

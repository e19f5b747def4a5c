// SPDX-License-Identifier: AGPL-3.0-only
/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest within `most`, in whole pixels, whose width by height is within these bounds. */
export function shaped(most: Size, minAspect: number, maxAspect: number): Size {
  const width = Math.min(most.width, most.height * maxAspect);
  const height = Math.min(most.height, width / minAspect);
  return { width: Math.floor(width), height: Math.floor(height) };
}

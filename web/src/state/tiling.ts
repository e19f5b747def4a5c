// SPDX-License-Identifier: AGPL-3.0-only
/** How tiles share a box. Pure arithmetic in CSS pixels; sizes are whole pixels, so that rows never overflow. */
import { shaped, type Size } from "./size";

export interface Tiling {
  readonly columns: number;
  readonly rows: number;
  readonly tile: Size;
}

export interface TilingBounds {
  readonly gap: number;
  /** Width by height of a tile: never slimmer, never flatter. */
  readonly minAspect: number;
  readonly maxAspect: number;
  /** Below it tiles stop shrinking, and the box scrolls. */
  readonly least: Size;
  readonly most?: Size;
}

/** The number of columns with the largest tiles; among equals the one with the fewest empty places. */
export function tiling(count: number, box: Size, bounds: TilingBounds): Tiling {
  const most = Math.max(1, count);
  let best: Tiling | undefined;
  for (let columns = 1; columns <= most; columns++) {
    const fitted = fit(most, columns, box, bounds);
    if (best === undefined || isBetter(fitted, best)) best = fitted;
  }
  const { least } = bounds;
  if (best !== undefined && best.tile.width >= least.width && best.tile.height >= least.height) return best;
  return scrolling(most, box, bounds);
}

function fit(count: number, columns: number, box: Size, bounds: TilingBounds): Tiling {
  const { gap, minAspect, maxAspect, most } = bounds;
  const rows = Math.ceil(count / columns);
  const each = {
    width: Math.min(most?.width ?? Infinity, share(box.width, columns, gap)),
    height: Math.min(most?.height ?? Infinity, share(box.height, rows, gap)),
  };
  return { columns, rows, tile: shaped(each, minAspect, maxAspect) };
}

function isBetter(one: Tiling, other: Tiling): boolean {
  const areas = one.tile.width * one.tile.height - other.tile.width * other.tile.height;
  return areas !== 0 ? areas > 0 : one.columns * one.rows < other.columns * other.rows;
}

/** As many columns as fit at the least width; the rows go on below the box. */
function scrolling(count: number, box: Size, { gap, maxAspect, least }: TilingBounds): Tiling {
  const fitting = Math.floor((box.width + gap) / (least.width + gap));
  const columns = Math.max(1, Math.min(count, fitting));
  const width = Math.max(1, Math.floor(share(box.width, columns, gap)));
  const height = Math.max(least.height, Math.floor(width / maxAspect));
  return { columns, rows: Math.ceil(count / columns), tile: { width, height } };
}

/** What each of `count` gets of a length, between gaps. */
function share(length: number, count: number, gap: number): number {
  return Math.max(0, (length - gap * (count - 1)) / count);
}

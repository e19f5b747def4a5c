// SPDX-License-Identifier: AGPL-3.0-only
/**
 * What goes where on the stage: what a plan is, and the plan of who is alone there. The one of all else is loaded with
 * what there is to see then (stage-planner.ts).
 */
import { shaped, type Size } from "./size";

export interface StageInput {
  readonly box: Size;
  /** Tiles with a picture, or with one on offer. */
  readonly pictures: number;
  /** People without. */
  readonly people: number;
  readonly focused: boolean;
  /** CSS pixels of one rem by 16: larger where the user wants larger text. */
  readonly unit: number;
}

/** `grid`: all pictures alike. `row` and `column`: one in focus, and a strip below or beside it. */
export type StageMode = "grid" | "row" | "column";

export interface StagePlan {
  readonly mode: StageMode;
  readonly gap: number;
  /** Tiles of a grid beside each other. */
  readonly columns: number;
  /** A tile of the grid, or of the strip. */
  readonly tile: Size;
  /** A person without a picture, below the grid of pictures; in a strip they are tiles. */
  readonly person: Size;
  /** What is in focus. */
  readonly main: Size;
  /** From the edges of the box to the pictures of a grid. */
  readonly margin: Margin;
}

export interface Margin {
  readonly side: number;
  readonly above: number;
  readonly below: number;
}

/** Pixels at a unit of 1. */
const sizes = {
  gap: 8,
  wideGap: 12,
  wideBox: 720,
} as const;

/** Nobody has a picture: initials need no more. */
export const initialsSize: Size = { width: 320, height: 220 };
/** Tiles stop shrinking there. */
export const leastSize: Size = { width: 136, height: 84 };
/** Width by height. */
export const widest = 16 / 9;

export function gapIn({ box, unit }: Pick<StageInput, "box" | "unit">): number {
  return Math.round((box.width < sizes.wideBox ? sizes.gap : sizes.wideGap) * unit);
}

/** Never slimmer, in a grid. */
export function slimmest(box: Size): number {
  return box.height > box.width ? 3 / 4 : 4 / 3;
}

export const noMargin: Margin = { side: 0, above: 0, below: 0 };

/** Of one person without a picture. */
export function planAlone(input: StageInput): StagePlan {
  const { box, unit } = input;
  const most = {
    width: Math.min(box.width, initialsSize.width * unit),
    height: Math.min(Math.max(box.height, leastSize.height * unit), initialsSize.height * unit),
  };
  const tile = shaped(most, slimmest(box), widest);
  return { mode: "grid", gap: gapIn(input), columns: 1, tile, person: tile, main: tile, margin: noMargin };
}

/**
 * Of a picture, at least, that must stay visible when its edges are cut to fill its tile. A wide one in the slimmest tile
 * keeps so much, in the middle, where the face is; an upright one in a wide tile would lose that.
 */
const visibleShare = 0.42;

/** Whether a camera's picture may fill its tile. Aspects are width by height; undefined before the first frame. */
export function mayFill(picture: number | undefined, { width, height }: Size): boolean {
  if (picture === undefined || height === 0) return true;
  const tile = width / height;
  return Math.min(picture, tile) / Math.max(picture, tile) >= visibleShare;
}

// SPDX-License-Identifier: AGPL-3.0-only
/** What goes where on the stage: pictures in a grid with people below, or one picture with the rest in a strip. */
import { tiling, type Size } from "./tiling";

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

const none: Margin = { side: 0, above: 0, below: 0 };
const widest = 16 / 9;
/** Pixels at a unit of 1. */
const sizes = {
  gap: 8,
  wideGap: 12,
  wideBox: 720,
  least: { width: 136, height: 84 },
  /** Nobody has a picture: initials need no more. */
  initials: { width: 320, height: 220 },
  person: { least: 168, most: 232, height: 56 },
  strip: { least: 84, most: 150, share: 0.2 },
} as const;

/** Of the height, at most, for people without pictures while there are pictures. */
const peopleShare = 0.4;

export function planStage(input: StageInput): StagePlan {
  const gap = Math.round((input.box.width < sizes.wideBox ? sizes.gap : sizes.wideGap) * input.unit);
  return input.focused ? planFocus(input, gap) : planGrid(input, gap);
}

function planGrid({ box, pictures, people, unit }: StageInput, gap: number): StagePlan {
  const bounds = {
    gap,
    minAspect: box.height > box.width ? 3 / 4 : 4 / 3,
    maxAspect: widest,
    least: scaled(sizes.least, unit),
  };
  if (pictures === 0) {
    const { columns, tile } = tiling(people, box, { ...bounds, most: scaled(sizes.initials, unit) });
    return { mode: "grid", gap, columns, tile, person: tile, main: tile, margin: none };
  }
  const person = planPeople(box.width, people, unit, gap);
  // A gap more sets them apart.
  const below = person.rows === 0 ? 0 : person.rows * (person.tile.height + gap) + gap;
  const height = Math.max(box.height - below, box.height * (1 - peopleShare));
  const { columns, rows, tile } = tiling(pictures, { width: box.width, height }, bounds);
  const lines = person.rows * (person.tile.height + gap);
  const above = free(box.height - lines, rows, tile.height, gap);
  const margin = { side: free(box.width, columns, tile.width, gap), above, below: above + lines };
  return { mode: "grid", gap, columns, tile, person: person.tile, main: tile, margin };
}

/** On either side of so many tiles in the midst of a length. */
function free(length: number, count: number, tile: number, gap: number): number {
  return Math.max(0, (length - count * (tile + gap) + gap) / 2);
}

function planPeople(width: number, people: number, unit: number, gap: number) {
  const { least, most, height } = sizes.person;
  const columns = Math.max(1, Math.min(people, Math.floor((width + gap) / (least * unit + gap))));
  const each = Math.floor((width - gap * (columns - 1)) / columns);
  const tile = { width: Math.max(1, Math.min(each, most * unit)), height: height * unit };
  return { tile, rows: Math.ceil(people / columns) };
}

function planFocus({ box, pictures, people, unit }: StageInput, gap: number): StagePlan {
  const others = pictures + people - 1;
  const beside = box.width > box.height * 1.25 && box.width >= 560 * unit;
  const mode = beside ? "column" : "row";
  const tile = stripTile(box, beside, unit);
  const taken = others === 0 ? 0 : gap + (beside ? tile.width : tile.height);
  const main = {
    width: Math.max(1, Math.floor(box.width - (beside ? taken : 0))),
    height: Math.max(1, Math.floor(box.height - (beside ? 0 : taken))),
  };
  return { mode, gap, columns: others, tile, person: tile, main, margin: none };
}

/** Of a size that lets the focus be the focus. */
function stripTile(box: Size, beside: boolean, unit: number): Size {
  const { least, most, share } = sizes.strip;
  const wanted = beside ? (box.width * share) / widest : box.height * share;
  const height = Math.floor(Math.min(most * unit, Math.max(least * unit, wanted)));
  return { width: Math.floor(height * widest), height };
}

function scaled({ width, height }: Size, unit: number): Size {
  return { width: width * unit, height: height * unit };
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

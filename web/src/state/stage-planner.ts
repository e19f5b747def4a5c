// SPDX-License-Identifier: AGPL-3.0-only
/** What goes where on the stage: pictures in a grid with people below, or one picture with the rest in a strip. */
import type { Size } from "./size";
import {
  gapIn,
  initialsSize,
  leastSize,
  noMargin,
  slimmest,
  widest,
  type StageInput,
  type StagePlan,
} from "./stage-plan";
import { tiling } from "./tiling";

/** Pixels at a unit of 1. */
const sizes = {
  person: { least: 168, most: 232, height: 56 },
  strip: { least: 84, most: 150, share: 0.2 },
} as const;

/** Of the height, at most, for people without pictures while there are pictures. */
const peopleShare = 0.4;

export function planStage(input: StageInput): StagePlan {
  const gap = gapIn(input);
  return input.focused ? planFocus(input, gap) : planGrid(input, gap);
}

function planGrid({ box, pictures, people, unit }: StageInput, gap: number): StagePlan {
  const bounds = {
    gap,
    minAspect: slimmest(box),
    maxAspect: widest,
    least: scaled(leastSize, unit),
  };
  if (pictures === 0) {
    const { columns, tile } = tiling(people, box, { ...bounds, most: scaled(initialsSize, unit) });
    return { mode: "grid", gap, columns, tile, person: tile, main: tile, margin: noMargin };
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
  return { mode, gap, columns: others, tile, person: tile, main, margin: noMargin };
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

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { mayFill, planAlone, type StageInput } from "../../src/state/stage-plan";
import { planStage } from "../../src/state/stage-planner";
import { tiling, type Tiling, type TilingBounds } from "../../src/state/tiling";

const bounds: TilingBounds = {
  gap: 12,
  minAspect: 4 / 3,
  maxAspect: 16 / 9,
  least: { width: 136, height: 84 },
};

const wide = { width: 1416, height: 732 };

function extent({ columns, rows, tile }: Tiling, gap: number) {
  const along = (count: number, length: number) => count * length + (count - 1) * gap;
  return { width: along(columns, tile.width), height: along(rows, tile.height) };
}

test("tiles get the columns that make them largest", () => {
  const columns = [1, 2, 3, 4, 6, 9, 12].map(count => tiling(count, wide, bounds).columns);
  assert.deepEqual(columns, [1, 2, 2, 2, 3, 3, 4]);
});

test("as long as tiles are as large as they must be, all of them are in the box, whatever its shape", () => {
  for (let width = 320; width <= 3840; width += 160) {
    for (let height = 240; height <= 2160; height += 160) {
      for (let count = 1; count <= 12; count++) {
        const result = tiling(count, { width, height }, bounds);
        const where = `${count} in ${width} by ${height}`;
        assert.ok(result.columns * result.rows >= count, where);
        assert.ok(result.columns * (result.rows - 1) < count, `${where}: a row is empty`);
        const { width: taken, height: tall } = extent(result, bounds.gap);
        assert.ok(taken <= width, `${where}: too wide`);
        const { tile } = result;
        if (tall <= height) continue;
        assert.ok(
          tile.width >= bounds.least.width && tile.height >= bounds.least.height,
          `${where}: scrolls`,
        );
      }
    }
  }
});

test("a box that is too small for all of them scrolls down, and never to the side", () => {
  const box = { width: 320, height: 200 };
  const result = tiling(12, box, bounds);
  assert.equal(result.columns, 2);
  assert.equal(result.rows, 6);
  assert.ok(extent(result, bounds.gap).height > box.height);
});

test("a box without any size, as before the first measure, has tiles all the same", () => {
  for (const box of [
    { width: 0, height: 0 },
    { width: 5, height: 2000 },
  ]) {
    const { tile, columns } = tiling(5, box, bounds);
    assert.ok(tile.width >= 1 && tile.height >= 1 && columns === 1);
  }
});

const input: StageInput = { box: wide, pictures: 0, people: 1, focused: false, unit: 1 };

test("people without pictures are no larger than their initials need", () => {
  const { tile } = planStage({ ...input, people: 2 });
  assert.deepEqual(tile, { width: 320, height: 220 });
});

test("people without pictures never take more than two fifths from the pictures", () => {
  for (let people = 0; people <= 50; people++) {
    const { tile } = planStage({ ...input, pictures: 1, people });
    assert.ok(tile.height >= Math.floor(wide.height * 0.6) - 1, `${people} people`);
  }
});

test("a focus has its strip beside it where the box is wide, and below it where it is not", () => {
  const focus = { ...input, pictures: 3, people: 2, focused: true };
  const beside = planStage(focus);
  assert.equal(beside.mode, "column");
  assert.equal(beside.main.width + beside.gap + beside.tile.width, wide.width);
  assert.equal(beside.main.height, wide.height);
  const tall = { width: 360, height: 600 };
  const below = planStage({ ...focus, box: tall });
  assert.equal(below.mode, "row");
  assert.equal(below.main.height + below.gap + below.tile.height, tall.height);
  assert.equal(below.main.width, tall.width);
});

test("the margins of a grid are what its pictures and the people below them leave", () => {
  const one = planStage({ ...input, box: { width: 1000, height: 450 }, pictures: 1, people: 0 });
  assert.deepEqual(one.tile, { width: 800, height: 450 });
  assert.deepEqual(one.margin, { side: 100, above: 0, below: 0 });
  const two = planStage({ ...input, box: { width: 812, height: 600 }, pictures: 2, people: 3 });
  const lines = two.person.height + two.gap;
  const used = two.columns * (two.tile.width + two.gap) - two.gap;
  assert.equal(2 * two.margin.side + used, 812);
  assert.equal(two.margin.below - two.margin.above, lines);
  assert.ok(two.margin.above > 0);
});

test("a focus without others has the whole box", () => {
  const { main } = planStage({ ...input, pictures: 1, people: 0, focused: true });
  assert.deepEqual(main, wide);
});

test("larger text makes everything larger that holds text", () => {
  const one = planStage({ ...input, pictures: 1, people: 3 });
  const two = planStage({ ...input, pictures: 1, people: 3, unit: 2 });
  assert.equal(two.gap, one.gap * 2);
  assert.equal(two.person.height, one.person.height * 2);
});

test("a picture fills its tile unless too much of it would be cut", () => {
  const tile = { width: 320, height: 180 };
  assert.equal(mayFill(undefined, tile), true);
  assert.equal(mayFill(4 / 3, tile), true);
  assert.equal(mayFill(9 / 16, tile), false);
  assert.equal(mayFill(9 / 16, { width: 180, height: 320 }), true);
  assert.equal(mayFill(16 / 9, { width: 168, height: 224 }), true);
});

test("where there is room for one tile it has the place of the full plan, so that nothing moves when that is loaded", () => {
  for (let width = 200; width <= 3840; width += 80) {
    for (let height = 120; height <= 2160; height += 80) {
      for (const unit of [1, 1.25]) {
        const input = { box: { width, height }, unit, pictures: 0, people: 1, focused: false };
        assert.deepEqual(planAlone(input), planStage(input), JSON.stringify(input));
      }
    }
  }
});

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { scaleFor } from "../../src/peer/sender-tuning";
import { shownSize, steadyAspect } from "../../src/state/shown-size";

const wide = 16 / 9;

const cases: readonly [string, number, number, number | undefined, boolean, number, number][] = [
  ["whole, with bars", 800, 600, wide, false, 800, 600],
  ["cut at its sides", 800, 600, wide, true, 800 * (4 / 3), 600],
  ["cut at top and bottom", 800, 300, wide, true, 800, 450],
  ["a phone's, in a wide tile", 640, 360, 3 / 4, true, 640, 640 / (3 / 4)],
  ["just fitting", 640, 360, wide, true, 640, 360],
  ["before its first frame", 640, 480, undefined, true, 640, 480],
];

for (const [what, width, height, aspect, cut, ...shown] of cases)
  test(`the size of a picture that is shown ${what}`, () => {
    const size = shownSize({ width, height }, aspect, cut);
    assert.deepEqual([size.width, size.height].map(Math.round), shown.map(Math.round));
  });

test("a picture that is cut is sent with at least as many pixels as are seen of it", () => {
  const [picture, box] = [
    { width: 1280, height: 720 },
    { width: 776, height: 582 },
  ];
  const scale = scaleFor(picture, shownSize(box, wide, true));
  assert.ok(picture.height / scale >= box.height && picture.width / scale >= box.width, `sent 1:${scale}`);
});

test("the shape of a picture stays what it was when it comes smaller", () => {
  const first = steadyAspect(undefined, { width: 1280, height: 720 });
  assert.equal(first, wide);
  assert.equal(steadyAspect(first, { width: 213, height: 120 }), first);
  assert.equal(steadyAspect(first, { width: 0, height: 0 }), first);
  assert.equal(steadyAspect(first, { width: 720, height: 1280 }), 9 / 16);
  assert.equal(steadyAspect(undefined, { width: 0, height: 0 }), undefined);
});

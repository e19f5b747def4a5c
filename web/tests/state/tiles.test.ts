// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { isVideo, pictureKind, tilesOf, type PictureKind } from "../../src/state/tiles";
import { file, person, sound, video } from "../support/persons";

const labels: readonly [string, PictureKind][] = [
  ["screen", "screen"],
  ["Screen 2", "screen"],
  ["window:1234", "screen"],
  ["web-contents tab", "screen"],
  ["Display of Zoe", "screen"],
  ["screen seen by a camera", "screen"],
  ["camera", "camera"],
  ["Webcam C270", "camera"],
  ["a film", "video"],
  ["", "video"],
];

for (const [label, kind] of labels) {
  test(`what is called “${label}” is taken for a ${kind}`, () => {
    assert.equal(pictureKind(video("v", label).resource), kind);
  });
}

const keysOf = (tiles: ReturnType<typeof tilesOf>) => tiles.map(({ key }) => key);
const pictureOf = (tile: ReturnType<typeof tilesOf>[number] | undefined) => tile?.picture?.resource.id;

test("of what is offered only videos are pictures, whatever else is called", () => {
  assert.deepEqual([video("v", "camera"), sound("s"), file("f")].map(isVideo), [true, false, false]);
});

test("somebody without pictures has one tile, and so has everybody where pictures are not shown", () => {
  for (const [who, pictures] of [
    [person(7), true],
    [person(7, sound("s"), file("f")), true],
    [person(7, video("c", "camera"), video("d", "screen")), false],
  ] as const) {
    const tiles = tilesOf(who, pictures);
    assert.deepEqual(tiles, [{ key: "p7", person: who, isMain: true, picture: undefined }]);
  }
});

test("the first picture that is no screen is in the person's own tile, and each other one has a tile of its own", () => {
  const who = person(7, video("d", "screen"), sound("s"), video("c", "camera"), video("e", "camera"));
  const tiles = tilesOf(who, true);
  assert.deepEqual(keysOf(tiles), ["p7", "p7:d", "p7:e"]);
  assert.deepEqual(tiles.map(pictureOf), ["c", "d", "e"]);
  assert.deepEqual(
    tiles.map(({ isMain }) => isMain),
    [true, false, false],
  );
  assert.ok(tiles.every(tile => tile.person === who));
});

test("a screen is no face: who shares nothing else has a tile beside it", () => {
  const tiles = tilesOf(person(7, video("d", "screen")), true);
  assert.deepEqual(tiles.map(pictureOf), [undefined, "d"]);
});

test("a tile keeps its key while pictures come and go", () => {
  const who = person(7, video("c", "camera"), video("d", "screen"));
  const before = keysOf(tilesOf(who, true));
  who.resources.value = [video("d", "screen")];
  assert.deepEqual(keysOf(tilesOf(who, true)), before);
  who.resources.value = [];
  assert.deepEqual(keysOf(tilesOf(who, true)), ["p7"]);
});

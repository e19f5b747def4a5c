// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { tint } from "../../src/ui/tint";

const names = ["Mira", "Jonas", "Aurelia-Konstantina von Hohenfels", "Bo", "李小龍", "Zoë", "Alice", "Bob"];

test("names get tints from all six, and the same one each time", () => {
  const tints = names.map(tint);
  assert.deepEqual(names.map(tint), tints);
  assert.ok(tints.every(one => Number.isInteger(one) && one >= 0 && one < 6));
  assert.ok(new Set(tints).size >= 4, String(tints));
});

test("names of the same letters in another order are told apart", () => {
  const some = ["Mira", "Rima", "Amri", "Arim", "Mari", "Iram", "Rami", "Irma"];
  assert.ok(new Set(some.map(tint)).size >= 3, String(some.map(tint)));
});

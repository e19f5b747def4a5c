// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { safeFileName } from "../../src/protocol/file-name";
import { readVectors } from "../support/support";

// Read by the native client's tests as well.
const cases = readVectors("file-name.json") as {
  readonly what: string;
  readonly name: string;
  readonly safe: string;
}[];
test("there are vectors", () => assert.ok(cases.length >= 20));
for (const { what, name, safe } of cases) {
  test(what, () => {
    assert.equal(safeFileName(name), safe);
    assert.equal(safeFileName(safe), safe);
  });
}

// What JSON parsers of other languages refuse is not among the vectors.
test("no lone surrogates", () => assert.equal(safeFileName("a\ud800b.txt"), "ab.txt"));

test("a name of 10,000 characters is cut, keeps its extension, and no character is broken", () => {
  for (const letter of ["x", "ü", "写", "👩"]) {
    const safe = safeFileName(`${letter.repeat(10_000)}.tar.gz`);
    assert.ok(new TextEncoder().encode(safe).length <= 200);
    assert.ok(safe.endsWith(`${letter}.gz`) || safe.endsWith(`${letter}.tar.gz`), safe);
    assert.equal(safe.includes("\ufffd"), false);
    assert.equal(safeFileName(safe), safe);
  }
  const dots = safeFileName(`a.${"b".repeat(10_000)}`);
  assert.ok(dots.length <= 200 && dots.startsWith("a.bbb"));
});

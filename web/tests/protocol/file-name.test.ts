// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { safeFileName } from "../../src/protocol/file-name";

const cases: readonly [string, string, string][] = [
  ["an ordinary name stays", "holiday photo (1).jpg", "holiday photo (1).jpg"],
  ["letters of the world stay", "Überraschung – 写真.jpeg", "Überraschung – 写真.jpeg"],
  ["emoji stay, with their joiners", "👩‍👩‍👧 🏳️‍🌈.png", "👩‍👩‍👧 🏳️‍🌈.png"],
  ["no parts of a path", "../../etc/passwd", "passwd"],
  ["no parts of a Windows path", "C:\\Users\\x\\cv.doc", "cv.doc"],
  ["no letters that look like parts of a path", "a\u2215b\uff0fc.txt", "c.txt"],
  ["a path that ends in nothing", "photos/..", "photos"],
  [
    "HTML is a name like any other, as far as it may be one",
    "<img src=x onerror=alert(1)>.png",
    "_img src=x onerror=alert(1)_.png",
  ],
  ["no bidi overrides", "invoice\u202egpj.exe", "invoicegpj.exe"],
  [
    "no isolates, marks and other invisible signs",
    "a\u2066b\u2069\u200fc\u061c\u200b\ufeff\u00add.txt",
    "abcd.txt",
  ],
  ["no controls and line ends", "a\r\nSet-Cookie: b\0.txt", "aSet-Cookie_ b.txt"],
  ["no lone surrogates", "a\ud800b.txt", "ab.txt"],
  ["not hidden", "...bashrc", "bashrc"],
  ["nothing that Windows drops at the end", "name.txt. . ", "name.txt"],
  ["no devices", "CON", "_CON"],
  ["no devices with an extension", "nul.tar.gz", "_nul.tar.gz"],
  ["no devices in disguise", "com¹ .txt", "_com¹.txt"],
  ["what begins like a device is none", "console.log", "console.log"],
  ["never empty", "", "file"],
  ["never only dots", "....", "file"],
  ["never only what cannot be seen", "\u202e\u200b\n", "file"],
];
for (const [what, name, safe] of cases) {
  test(what, () => {
    assert.equal(safeFileName(name), safe);
    assert.equal(safeFileName(safe), safe);
  });
}

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

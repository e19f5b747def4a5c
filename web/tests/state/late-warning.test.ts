// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { speak } from "../../src/i18n/i18n";
import { lateWarning } from "../../src/state/late-warning";
import type { LateWarning } from "../../src/state/notices";

afterEach(() => speak({ language: "en", locale: "en" }));

const warnings: readonly [LateWarning, RegExp, RegExp][] = [
  ["webrtc", /^This browser has no calls$/, /WebRTC/],
  ["config", /^The server’s settings could not be read$/, /Reload the page/],
  ["old_link", /^You used an old link$/, /showed the room’s secret to the server/],
];

for (const [what, title, text] of warnings) {
  test(`the warning “${what}” says what is the matter and what helps`, async () => {
    const notice = await lateWarning(what);
    assert.equal(notice.id, what);
    assert.match(notice.title, title);
    assert.match(notice.text, text);
  });
}

test("it comes in the language that is spoken, and follows that", async () => {
  speak({ language: "fr", locale: "fr" });
  const notice = await lateWarning("config");
  const { title, text } = notice;
  assert.notEqual(title, "The server’s settings could not be read");
  assert.notEqual(text, title);
  speak({ language: "en", locale: "en" });
  assert.equal(notice.title, "The server’s settings could not be read");
  speak({ language: "fr", locale: "fr" });
  assert.deepEqual([notice.title, notice.text], [title, text]);
});

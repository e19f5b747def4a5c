// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/protocol/limits";
import { ChatLog } from "../../src/state/chat-log";

test("only so many lines are kept, the latest", () => {
  const log = new ChatLog();
  for (let index = 0; index <= limits.chatLines; index++)
    log.add("A", false, { kind: "text", text: String(index) });
  assert.equal(log.lines.value.length, limits.chatLines);
  assert.deepEqual(log.lines.value[0]?.content, { kind: "text", text: "1" });
});

test("images are kept up to a size together", () => {
  const log = new ChatLog();
  const image = "x".repeat(limits.chatImagesLength / 2);
  for (let index = 0; index < 3; index++) log.add("A", false, { kind: "image", image });
  assert.equal(log.lines.value.length, 2);
});

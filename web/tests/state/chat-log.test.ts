// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/protocol/limits";
import { ChatLog, type ChatLineContent } from "../../src/state/chat-log";

function setUp() {
  const log = new ChatLog();
  const add = (authorKey: number, content: ChatLineContent | string, time = 0) =>
    log.add({
      author: authorKey === 0 ? "me" : "Bob",
      authorKey,
      content: typeof content === "string" ? { kind: "text", text: content } : content,
      time,
    });
  const words = () =>
    log.lines.value.map(({ content }) => (content.kind === "text" ? content.text : content.kind));
  return { log, add, words };
}

test("only so many lines are kept, the latest", () => {
  const { log, add, words } = setUp();
  for (let index = 0; index <= limits.chatLines; index++) add(1, String(index));
  assert.equal(log.lines.value.length, limits.chatLines);
  assert.equal(words()[0], "1");
});

test("images are kept up to a size together", () => {
  const { log, add } = setUp();
  const image = "x".repeat(limits.chatImagesLength / 2);
  for (let index = 0; index < 3; index++) add(1, { kind: "image", image });
  assert.equal(log.lines.value.length, 2);
});

test("who comes and goes without end does not drive out what was said", () => {
  const { log, add, words } = setUp();
  add(1, "first");
  for (let index = 0; index < 2 * limits.chatLines; index++)
    add(2, index % 2 === 0 ? { kind: "joined" } : { kind: "left" });
  assert.equal(words()[0], "first");
  assert.equal(log.lines.value.length, 1 + limits.chatEvents);
});

test("lines of one author follow each other until another speaks, something happens or time passes", () => {
  const { log, add } = setUp();
  const minute = 60_000;
  add(1, "a", 0);
  add(1, "b", minute);
  add(2, "another of the same name", minute);
  add(2, "c", 2 * minute);
  add(3, { kind: "joined" }, 2 * minute);
  add(2, "d", 2 * minute);
  add(2, "e", 8 * minute);
  assert.deepEqual(
    log.lines.value.map(({ continued }) => continued),
    [false, true, false, true, false, false, false],
  );
});

test("who has another name than a line before is named anew", () => {
  const { log } = setUp();
  for (const author of ["Bob", "Robert", "Robert"])
    log.add({ author, authorKey: 1, content: { kind: "text", text: "hello" }, time: 0 });
  assert.deepEqual(
    log.lines.value.map(({ continued }) => continued),
    [false, false, true],
  );
});

test("what arrives unseen is counted, and marked from its first line on", () => {
  const { log, add } = setUp();
  add(1, { kind: "joined" });
  add(1, "a");
  add(1, "b");
  assert.equal(log.unread.value, 2);
  assert.equal(log.newFrom.value, log.lines.value[1]?.key);
  log.watch(true);
  assert.equal(log.unread.value, 0);
  add(1, "c");
  assert.equal(log.unread.value, 0);
  assert.equal(log.newFrom.value, log.lines.value[1]?.key);
  log.watch(false);
  assert.equal(log.newFrom.value, undefined);
  add(1, "d");
  assert.equal(log.unread.value, 1);
  assert.equal(log.newFrom.value, log.lines.value[4]?.key);
});

test("who answers has read what was said", () => {
  const { log, add } = setUp();
  add(1, "a");
  add(0, "mine");
  assert.equal(log.unread.value, 0);
  assert.equal(log.newFrom.value, undefined);
});

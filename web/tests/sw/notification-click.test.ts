// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { notificationClicked, type Windows } from "../../src/sw/notification-click";

function click(pages: readonly string[]) {
  const log: string[] = [];
  const work: Promise<unknown>[] = [];
  const windows: Windows = {
    matchAll: () =>
      Promise.resolve(pages.map(name => ({ focus: () => Promise.resolve(log.push(`focus ${name}`)) }))),
  };
  const notification = { close: () => void log.push("close") };
  notificationClicked({ notification, waitUntil: promise => void work.push(promise) }, windows);
  return { log, done: Promise.all(work) };
}

test("a click on a notification closes it and brings the page that was used last to the front", async () => {
  const { log, done } = click(["one", "two"]);
  await done;
  assert.deepEqual(log, ["close", "focus one"]);
});

test("without a page there is nothing to bring", async () => {
  const { log, done } = click([]);
  await done;
  assert.deepEqual(log, ["close"]);
});

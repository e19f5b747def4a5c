// SPDX-License-Identifier: AGPL-3.0-only
/** The stage itself: what went wrong first is what is reported, and everything is ended. */
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { test } from "node:test";
import { Scene } from "./support/scene.mjs";
import { tell } from "./support/story.mjs";

const refuse = () => Promise.reject(new Error("the page crashed"));
const crashed = {
  name: "Alice",
  log: [],
  errors: [],
  page: { isClosed: () => false, screenshot: refuse, evaluate: refuse },
};

function scene() {
  const made = new Scene(undefined, { child: { output: "the server's words" } });
  made.people.push(crashed);
  return made;
}

test("An error stays the one that is reported when its evidence and the end fail as well", async context => {
  const words = context.mock.method(console, "error", () => undefined);
  const failing = scene();
  failing.endsWith(refuse);
  const act = () => {
    throw new Error("the real one");
  };
  await assert.rejects(tell(failing, "A story about a crash", act), /the real one/);
  const folder = /is in (\S+)/.exec(words.mock.calls[0].arguments[0])[1];
  context.after(() => rm(folder, { recursive: true }));
  assert.equal(words.mock.callCount(), 4, "the folder, two failures, the end");
});

test("Whatever cannot be ended, the rest is, and it is told", async () => {
  const ended = [];
  const failing = scene();
  failing.endsWith(() => void ended.push("first"));
  failing.endsWith(refuse);
  failing.endsWith(() => {
    throw new Error("at once");
  });
  failing.endsWith(() => void ended.push("last"));
  await assert.rejects(
    failing.close(),
    ({ errors }) => errors.map(String).join() === "Error: at once,Error: the page crashed",
  );
  assert.deepEqual(ended, ["last", "first"]);
});

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { ShareNews } from "../../src/state/share-news";
import { file, sound, video } from "../support/persons";

test("what somebody begins to share is news once, each kind once", () => {
  const news = new ShareNews(0);
  assert.deepEqual(news.look([], 1), []);
  assert.deepEqual(news.look([sound("m"), video("c", "Camera"), video("d", "Camera"), file("f")], 2), [
    "sound",
    "camera",
  ]);
  const rest = [video("c", "Camera"), sound("m")];
  assert.deepEqual(news.look(rest, 3), []);
  assert.deepEqual(news.look([...rest, video("s", "Screen"), video("v", "?")], 4), ["screen", "video"]);
});

test("what ends and begins again is news again; what merely changes is not", () => {
  const news = new ShareNews(0);
  news.look([video("c", "Camera")], 1);
  assert.deepEqual(news.look([video("c", "Camera", { wanted: true, arrived: true })], 2), []);
  news.look([], 3);
  assert.deepEqual(news.look([video("c", "Camera")], 4), ["camera"]);
});

test("what was shared before we came is none", () => {
  const news = new ShareNews(100);
  assert.deepEqual(news.look([sound("m")], 1), []);
  assert.deepEqual(news.look([sound("m"), video("c", "Camera")], 99), []);
  assert.deepEqual(news.look([sound("m"), video("c", "Camera"), video("s", "Screen")], 100), ["screen"]);
});

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { ShareNews } from "../../src/state/share-news";
import { file, sound, video } from "../support/persons";

test("what somebody begins to share is news once, each kind once", () => {
  const news = new ShareNews();
  assert.deepEqual(news.look([]), []);
  assert.deepEqual(news.look([sound("m"), video("c", "Camera"), video("d", "Camera"), file("f")]), [
    "sound",
    "camera",
  ]);
  const rest = [video("c", "Camera"), sound("m")];
  assert.deepEqual(news.look(rest), []);
  assert.deepEqual(news.look([...rest, video("s", "Screen"), video("v", "?")]), ["screen", "video"]);
});

test("what ends and begins again is news again; what merely changes is not", () => {
  const news = new ShareNews();
  news.look([video("c", "Camera")]);
  assert.deepEqual(news.look([video("c", "Camera", { wanted: true, arrived: true })]), []);
  news.look([]);
  assert.deepEqual(news.look([video("c", "Camera")]), ["camera"]);
});

test("what was shared before we came is none, whatever else begins, unless it ends and begins again", () => {
  const news = new ShareNews();
  const before = video("c", "Camera", { earlier: true });
  assert.deepEqual(news.look([before]), []);
  assert.deepEqual(news.look([before, video("s", "Screen")]), ["screen"]);
  news.look([]);
  assert.deepEqual(news.look([video("c", "Camera")]), ["camera"]);
});

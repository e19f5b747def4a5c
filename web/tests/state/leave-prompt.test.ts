// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { Preferences } from "../../src/preferences/preferences";
import type { Transfer } from "../../src/room/transfers";
import type { FilesModel } from "../../src/state/files-model";
import { promptBeforeLeaving } from "../../src/state/leave-prompt";
import type { OwnView } from "../../src/state/own-media";
import { TransferList } from "../../src/state/transfer-list";
import { FakePage, MemoryStore } from "../support/fake-page";
import { ManualClock } from "../support/manual-clock";
import { testRandom } from "../support/support";

function setUp() {
  const page = new FakePage("#tea");
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const sources = signal<readonly OwnView[]>([]);
  const model = signal<Pick<FilesModel, "own" | "transfers"> | undefined>(undefined);
  promptBeforeLeaving(page, preferences, { media: { sources }, files: { model } });
  return { page, preferences, sources, model };
}

const camera = { key: 1, kind: "camera" } as OwnView;

function filesModel() {
  const transfers = new TransferList({ clock: new ManualClock(), now: () => 0, bytes: () => 0 });
  return { own: signal<FilesModel["own"]["value"]>([]), transfers };
}

function download(state: Transfer["state"]): Transfer {
  return { key: 2, id: "f", direction: "in", size: 10, bytes: 0, state };
}

test("a page that shares nothing is left without a question", () => {
  const { page, model } = setUp();
  assert.equal(page.prompts, false);
  model.value = filesModel();
  assert.equal(page.prompts, false);
});

test("it asks for as long as a source is on", () => {
  const { page, sources } = setUp();
  sources.value = [camera];
  assert.equal(page.prompts, true);
  sources.value = [];
  assert.equal(page.prompts, false);
});

test("it asks while a file is shared, and while one is on its way", () => {
  const { page, model } = setUp();
  const files = filesModel();
  model.value = files;
  files.own.value = [{ kind: "file", id: "o", label: "poem.txt", size: 1 }];
  assert.equal(page.prompts, true);
  files.own.value = [];
  assert.equal(page.prompts, false);
  files.transfers.apply(download({ kind: "running" }));
  assert.equal(page.prompts, true);
  files.transfers.apply(download({ kind: "done" }));
  assert.equal(page.prompts, false);
});

test("it asks nobody who does not want to be asked, from the moment that they say so", () => {
  const { page, preferences, sources } = setUp();
  sources.value = [camera];
  preferences.set("enable_onbeforeunload", "false");
  assert.equal(page.prompts, false);
  preferences.set("enable_onbeforeunload", "true");
  assert.equal(page.prompts, true);
});

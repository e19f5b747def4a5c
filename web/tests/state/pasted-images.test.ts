// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReadImages } from "../../src/platform/types";
import type { Notice } from "../../src/state/notices";
import { pasteImages } from "../../src/state/pasted-images";

async function paste(images: ReadImages, reader = () => Promise.resolve(images)) {
  const taken: string[] = [];
  const told: Notice[] = [];
  await pasteImages({
    reader,
    take: found => taken.push(...found.map(({ name }) => name)),
    notify: notice => told.push(notice),
  });
  return { taken, told: told.map(({ title }) => title) };
}

const image = { name: "image.png" } as File;

test("an image of the clipboard is taken", async () => {
  assert.deepEqual(await paste(() => Promise.resolve([image])), { taken: ["image.png"], told: [] });
});

test("where there is none, or it must not be read, that is said", async () => {
  for (const images of [() => Promise.resolve([]), () => Promise.reject(new Error("NotAllowedError"))])
    assert.deepEqual(await paste(images), { taken: [], told: ["No image was pasted"] });
});

test("that what reads the clipboard did not come is not taken for a clipboard without images", async () => {
  const none = () => Promise.resolve([]);
  await assert.rejects(
    paste(none, () => Promise.reject(new Error("no server"))),
    /no server/,
  );
});

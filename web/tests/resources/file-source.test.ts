// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { isReadable, sourceOf, type PickedFile } from "../../src/resources/file-source";
import { pattern } from "../support/fake-files";

const bytes = pattern(100_003);

/** A stream as browsers have of a file, which gives at most `most` bytes at a time. */
function byteStream(most: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    type: "bytes",
    pull(controller) {
      const view = controller.byobRequest?.view;
      if (!(view instanceof Uint8Array)) throw new Error("not read into the reader's memory");
      const part = bytes.subarray(at, at + Math.min(most, view.byteLength));
      view.set(part);
      at += part.length;
      if (part.length === 0) controller.close();
      controller.byobRequest?.respond(part.length);
    },
  });
}

function picked(stream: () => ReadableStream<Uint8Array<ArrayBuffer>>): PickedFile {
  const blob = new Blob([bytes]);
  return { name: "x", size: bytes.length, slice: (from, to) => blob.slice(from, to), stream };
}

const files: readonly [string, PickedFile][] = [
  ["is read into one memory", picked(() => byteStream(Infinity))],
  ["comes in pieces is put together", picked(() => byteStream(777))],
  ["the browser has no byte stream of is read in slices", picked(() => new ReadableStream())],
];

for (const [what, file] of files) {
  test(`a file that ${what}: all of it, as often as it is opened`, async () => {
    const source = sourceOf(file);
    assert.equal(await isReadable(file), true);
    const [one, two] = [source.open(), source.open()];
    const got: number[] = [];
    for (let at = 0; at < bytes.length; at += 10_000) {
      const part = await one.next(10_000);
      assert.equal(part.length, Math.min(10_000, bytes.length - at));
      assert.deepEqual(await two.next(10_000), part);
      got.push(...part);
    }
    assert.deepEqual(Uint8Array.from(got), bytes);
    assert.equal((await one.next(1)).length, 0, "nothing behind the end");
    one.close();
    two.close();
  });
}

test("reading takes no new memory for each part", async () => {
  const reading = sourceOf(picked(() => byteStream(Infinity))).open();
  const parts = [await reading.next(50_000), await reading.next(50_000)];
  // What was handed to the stream for the second part is the memory of the first.
  assert.deepEqual(
    parts.map(part => part.byteLength),
    [0, 50_000],
  );
});

test("a folder, or a file that is gone, is not readable, and reading it fails", async () => {
  const slice = () => ({ arrayBuffer: () => Promise.reject(new Error("gone")) }) as unknown as Blob;
  const stream = () => new ReadableStream({ type: "bytes", pull: () => Promise.reject(new Error("gone")) });
  assert.equal(await isReadable({ slice }), false);
  await assert.rejects(sourceOf({ name: "x", size: 5, slice, stream }).open().next(5), /gone/);
});

test("a reading that is closed while it waits gives nothing more", async () => {
  const reading = sourceOf(
    picked(() => new ReadableStream({ type: "bytes", pull: () => new Promise(() => undefined) })),
  ).open();
  const part = reading.next(10);
  reading.close();
  await assert.rejects(part);
});

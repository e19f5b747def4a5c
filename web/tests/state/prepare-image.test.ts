// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { File as NodeFile } from "node:buffer";
import { test } from "node:test";
import type { ImageCodec, ImageType } from "../../src/platform/types";
import { limits } from "../../src/protocol/limits";
import { ChatDrafts, mostDrafts } from "../../src/state/chat-drafts";
import { imageBlob, imageFileName } from "../../src/state/chat-image";
import { largestFile, longestSide, prepareImage } from "../../src/state/prepare-image";
import { until } from "../support/support";

/** Decodes everything into a picture of this size, and encodes into as many bytes as `size` says. */
function codec(width: number, height: number, size: (type: ImageType, pixels: number) => number | undefined) {
  const tried: string[] = [];
  const made: ImageCodec = {
    decode: () =>
      Promise.resolve({
        width,
        height,
        encode: (type, toWidth, toHeight) => {
          tried.push(`${type} ${toWidth}x${toHeight}`);
          const bytes = size(type, toWidth * toHeight);
          return Promise.resolve(
            bytes === undefined ? undefined : new Blob([new Uint8Array(bytes)], { type }),
          );
        },
        close: () => void tried.push("closed"),
      }),
  };
  return { made, tried };
}

const file = (type: string, bytes: Uint8Array<ArrayBuffer> = new Uint8Array(100)) =>
  new Blob([bytes], { type });

test("a small screenshot stays as sharp as it is", async () => {
  const { made, tried } = codec(800, 600, () => 1000);
  const prepared = await prepareImage(made, file("image/png"));
  assert.ok(typeof prepared === "object");
  assert.match(prepared.image, /^data:image\/png;base64,[A-Za-z0-9+/]+=*$/);
  assert.deepEqual(tried, ["image/png 800x600", "closed"]);
});

test("a photo is encoded anew, no longer than it may be, by a type that the browser has", async () => {
  const { made, tried } = codec(8192, 2048, type => (type === "image/jpeg" ? 5000 : undefined));
  const prepared = await prepareImage(made, file("image/jpeg"));
  assert.ok(typeof prepared === "object");
  assert.match(prepared.image, /^data:image\/jpeg;/);
  assert.deepEqual([prepared.width, prepared.height], [longestSide, 1024]);
  assert.deepEqual(tried, ["image/webp 4096x1024", "image/jpeg 4096x1024", "closed"]);
});

test("what is still too large is made smaller until it fits the message", async () => {
  const { made } = codec(4000, 4000, (_, pixels) => pixels);
  const prepared = await prepareImage(made, file("image/jpeg"));
  assert.ok(typeof prepared === "object");
  assert.ok(prepared.image.length <= limits.ownImageLength);
  assert.ok(prepared.width < 3000 && prepared.width > 1500);
});

test("what is no image, a drawing that may hold scripts, and what is too large is refused", async () => {
  const { made, tried } = codec(100, 100, () => 20 * 1024 * 1024);
  assert.equal(await prepareImage(made, file("image/svg+xml")), "not_image");
  assert.equal(await prepareImage(made, { size: largestFile + 1, type: "image/png" } as Blob), "too_large");
  assert.deepEqual(tried, []);
  assert.equal(await prepareImage(made, file("image/jpeg")), "too_large");
  const broken: ImageCodec = { decode: () => Promise.reject(new Error("no")) };
  assert.equal(await prepareImage(broken, file("image/png")), "not_image");
});

const header = [...new TextEncoder().encode("GIF89a"), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
const picture = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
const control = [0x21, 0xf9, 4, 0, 10, 0, 0, 0];
const loop = [0x21, 0xff, 11, ...new TextEncoder().encode("NETSCAPE2.0"), 3, 1, 0, 0, 0];
const comment = [0x21, 0xfe, 6, ...new TextEncoder().encode("secret"), 0];
const gif = (...blocks: number[][]) => new Uint8Array([...header, ...blocks.flat(), 0x3b]);

test("an animated GIF stays animated, and loses what is not seen", async () => {
  const { made, tried } = codec(1, 1, () => 10);
  const bytes = gif(loop, comment, control, picture, control, picture);
  const prepared = await prepareImage(made, file("image/gif", bytes));
  assert.ok(typeof prepared === "object");
  const sent = new Uint8Array(await imageBlob(prepared.image).arrayBuffer());
  assert.deepEqual([...sent], [...gif(loop, control, picture, control, picture)]);
  assert.equal(imageFileName(prepared.image), "image.gif");
  assert.deepEqual(tried, ["closed"]);
});

test("a GIF of one picture, or one that is cut off, is an image like others", async () => {
  for (const bytes of [gif(comment, picture), gif(picture, picture).subarray(0, 40)]) {
    const { made } = codec(1, 1, () => 10);
    const prepared = await prepareImage(made, file("image/gif", new Uint8Array(bytes)));
    assert.ok(typeof prepared === "object");
    assert.match(prepared.image, /^data:image\/png;/);
  }
});

/** Node 18 has files, but no global name for them. */
function fileOf(parts: (string | Uint8Array)[], name: string, type: string): File {
  return new NodeFile(parts, name, { type }) as unknown as File;
}

test("so many images wait to be sent, and why another does not is said", async () => {
  const { made } = codec(10, 10, () => 10);
  const drafts = new ChatDrafts(() => Promise.resolve(made));
  const png = (name: string) => fileOf([new Uint8Array(10)], name, "image/png");
  drafts.add(Array.from({ length: mostDrafts + 2 }, (_, index) => png(`${index}.png`)));
  assert.deepEqual(drafts.problem.value, { what: "too_many", file: `${mostDrafts}.png` });
  await until("ready", () => drafts.images.value.length === mostDrafts);
  assert.equal(drafts.preparing.value, 0);
  drafts.remove(drafts.images.value[0]!.key);
  drafts.add([fileOf(["<svg/>"], "a.svg", "image/svg+xml")]);
  await until("refused", () => drafts.problem.value?.what === "not_image");
  assert.equal(drafts.images.value.length, mostDrafts - 1);
});

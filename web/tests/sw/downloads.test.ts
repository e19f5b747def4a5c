// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { downloadWindow, type WorkerWords } from "../../src/platform/download-words";
import { attachment } from "../../src/sw/disposition";
import { Downloads, type Port } from "../../src/sw/downloads";
import { pattern } from "../support/fake-files";
import { quiet, until } from "../support/support";

const id = "0123456789abcdef".repeat(2);

class FakePort implements Port {
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  readonly heard: WorkerWords[] = [];
  postMessage(words: WorkerWords): void {
    this.heard.push(words);
  }
  close(): void {
    this.onmessage = null;
  }
  say(data: unknown): void {
    this.onmessage?.({ data });
  }
  get taken(): number {
    const last = this.heard.filter(words => typeof words === "object").pop();
    return last?.taken ?? 0;
  }
}

function announce(downloads: Downloads, changes: object = {}): FakePort {
  const port = new FakePort();
  downloads.message({ type: "download", id, name: "a.txt", size: 3, ...changes }, port);
  return port;
}

test("a file goes from the page to the browser as it was", async () => {
  const downloads = new Downloads();
  const port = announce(downloads);
  assert.deepEqual(port.heard, ["ready"]);
  const response = downloads.open(id);
  port.say(pattern(2).buffer);
  port.say(pattern(1).buffer);
  port.say("end");
  assert.deepEqual([...new Uint8Array(await response.arrayBuffer())], [0, 1, 0]);
  assert.equal(response.headers.get("content-length"), "3");
  assert.equal(response.headers.get("content-disposition"), attachment("a.txt"));
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.equal(downloads.open(id).status, 404);
});

test("the page hears what was taken, and only what was", async () => {
  const downloads = new Downloads();
  const port = announce(downloads, { size: downloadWindow * 2 });
  const reader = downloads.open(id).body!.getReader();
  const half = downloadWindow / 2;
  port.say(pattern(half).buffer);
  port.say(pattern(half).buffer);
  await quiet();
  assert.equal(port.taken, 0);
  await reader.read();
  await until("one part is taken", () => port.taken === half);
  await reader.read();
  await until("both parts are taken", () => port.taken === half * 2);
});

test("who dismisses the download is heard, and what fails is no file", async () => {
  const dismissed = new Downloads();
  const port = announce(dismissed);
  await dismissed.open(id).body?.cancel();
  assert.equal(port.heard[port.heard.length - 1], "dismissed");

  const failed = new Downloads();
  const other = announce(failed);
  const response = failed.open(id);
  other.say(pattern(1).buffer);
  other.say("abort");
  await assert.rejects(response.arrayBuffer());
});

test("a worker that was started again says that it lost the download", () => {
  const known = new Downloads();
  announce(known);
  const port = new FakePort();
  known.message({ type: "keep", id }, port);
  const stranger = new FakePort();
  new Downloads().message({ type: "keep", id }, stranger);
  assert.deepEqual([port.heard, stranger.heard], [["alive"], ["lost"]]);
});

test("what is malformed or too much is not taken, and unknown downloads are not there", () => {
  const downloads = new Downloads();
  for (const message of [undefined, null, 5, "x", {}, { type: "download" }, { type: "download", id: "../x" }])
    downloads.message(message, new FakePort());
  for (const changes of [{ name: 5 }, { size: -1 }, { size: "3" }, { size: 0.5 }])
    assert.deepEqual(announce(downloads, changes).heard, ["lost"]);
  assert.equal(downloads.open(id).status, 404);
  const many = Array.from({ length: 300 }, (_, index) =>
    announce(downloads, { id: index.toString(16).padStart(32, "0") }),
  );
  assert.equal(many.filter(({ heard }) => heard[0] === "ready").length, 256);
});

test("the header of a download is one line of ASCII, whatever the name", () => {
  const long = "x".repeat(200);
  const cases: readonly [string, string, string][] = [
    ["a b.txt", "a b.txt", "a%20b.txt"],
    ['"q"\\%41.txt', "_q___41.txt", "%22q%22%5C%2541.txt"],
    ["naïve 写.txt", "na_ve _.txt", "na%C3%AFve%20%E5%86%99.txt"],
    ["it's (1)*.txt", "it's (1)*.txt", "it%27s%20%281%29%2A.txt"],
    ["a\r\nX: y", "a__X: y", "a%0D%0AX%3A%20y"],
    [long, long, long],
    ["\ud800", "_", "_"],
  ];
  for (const [name, ascii, encoded] of cases)
    assert.equal(attachment(name), `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`);
});

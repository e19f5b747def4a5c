// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeRelayMessage, encodeRelayMessage } from "../../src/protocol/relay";
import { ViewSizes, viewSizeDelay } from "../../src/state/view-sizes";
import { fakeLevel } from "../support/fake-peer";
import { FakeServer } from "../support/fake-server";
import { ManualClock } from "../support/manual-clock";
import { pair } from "../support/room-client";
import { quiet, until } from "../support/support";

const still = "data:image/webp;base64,AAAA";

async function watching() {
  const server = new FakeServer([1, 2]);
  const [alice, bob] = await pair(server);
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  return { alice, bob, server, key: bob.member("Alice")?.key ?? 0 };
}

test("a preview reaches who has not asked for the video, once, and goes with it", async () => {
  const { alice, bob } = await watching();
  const { media } = alice.room;
  assert.ok(media !== undefined);
  assert.equal(media.wantsPreview("cam"), true);
  media.sendPreview("cam", still);
  await until("it is there", () => bob.resource("Alice", "cam")?.preview === still);
  const heard = bob.events.length;
  media.sendPreview("cam", still);
  await quiet();
  assert.equal(bob.events.length, heard, "the same one is not sent again");
  bob.want("Alice", "cam");
  await bob.receives("Alice", "cam");
  assert.equal(media.wantsPreview("cam"), false);
  alice.room.withdraw("cam");
  await until("it is gone", () => bob.resource("Alice", "cam") === undefined);
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  assert.equal(bob.resource("Alice", "cam")?.preview, undefined);
});

test("a preview of what is not offered is nothing", async () => {
  const { alice, bob } = await watching();
  alice.room.media?.sendPreview("other", still);
  await quiet();
  assert.deepEqual(
    bob.member("Alice")?.resources.map(({ preview }) => preview),
    [undefined],
  );
});

test("a size is told once, about what is offered", async () => {
  const { bob, key, server } = await watching();
  await quiet();
  const before = server.log.length;
  bob.room.media?.tellSize(key, "other", { width: 1, height: 1 });
  bob.room.media?.tellSize(key, "cam", { width: 640, height: 360 });
  bob.room.media?.tellSize(key, "cam", { width: 640, height: 360 });
  await quiet();
  assert.equal(server.log.length - before, 1);
});

test("who shares a screen with sound does not speak; who is heard by a microphone does", async () => {
  const { alice, bob, key } = await watching();
  alice.provide("screen", "video", "video", "audio");
  await bob.offers("Alice", "screen");
  bob.want("Alice", "screen");
  await bob.receives("Alice", "screen");
  assert.equal(bob.room.media?.level(key), 0);
  alice.provide("mic", "audio", "audio");
  await bob.receives("Alice", "mic");
  assert.equal(bob.room.media.level(key), fakeLevel);
});

test("sizes are told of now and then, the latest of each", () => {
  const clock = new ManualClock();
  const told: unknown[] = [];
  const sizes = new ViewSizes(clock, (...report) => told.push(report));
  sizes.report(1, "cam", 10.4, 20);
  sizes.report(1, "cam", 30, -5);
  sizes.report(2, "cam", 1e9, NaN);
  clock.elapse(viewSizeDelay);
  assert.deepEqual(told, [
    [1, "cam", { width: 30, height: 0 }],
    [2, "cam", { width: 16_384, height: 0 }],
  ]);
});

test("only what has a right size passes", () => {
  const good = [{ view_size: { id: "a", width: 0, height: 16_384 } }, { preview: { id: "a", data: still } }];
  for (const message of good) assert.deepEqual(encodeRelayMessage(decodeRelayMessage(message)!), message);
  for (const message of [
    { view_size: { id: "a", width: 16_385, height: 1 } },
    { view_size: { id: "a", width: -1, height: 1 } },
    { view_size: { id: "a", width: 1 } },
    { view_size: { id: 5, width: 1, height: 1 } },
    { preview: { id: "a", data: "data:text/html;base64,AAAA" } },
    { preview: { id: "a", data: `data:image/webp;base64,${"A".repeat(8192)}` } },
    { preview: { id: "a", data: "https://example.org/x.webp" } },
  ])
    assert.equal(decodeRelayMessage(message), undefined, JSON.stringify(message).slice(0, 80));
});

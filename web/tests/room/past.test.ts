// SPDX-License-Identifier: AGPL-3.0-only
/** What was offered before we came, told from what begins while we are there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { silentTime } from "../../src/room/company";
import { FakeServer } from "../support/fake-server";
import { RoomClient } from "../support/room-client";
import { stranger } from "../support/stranger";
import { until } from "../support/support";

const earlier = (client: RoomClient, name: string, id: string) => client.resource(name, id)?.earlier;

test("what begins in the moment after we came is told from what was there", async () => {
  const server = new FakeServer();
  const bob = new RoomClient(server, "Bob", { prepared: true });
  await bob.is("joined");
  bob.provide("mic", "audio", "audio");
  bob.provide("cam", "video", "video");
  const alice = new RoomClient(server, "Alice", { prepared: true });
  await alice.offers("Bob", "cam");
  await until("they are connected", () => alice.member("Bob")?.connection === "connected");
  bob.provide("screen", "video", "video");
  await alice.offers("Bob", "screen");
  const ids = ["mic", "cam", "screen"];
  assert.deepEqual(
    ids.map(id => earlier(alice, "Bob", id)),
    [true, true, false],
  );
});

test("what ends and begins again has begun while we were there", async () => {
  const server = new FakeServer();
  const bob = new RoomClient(server, "Bob", { prepared: true });
  await bob.is("joined");
  bob.provide("cam", "video", "video");
  const alice = new RoomClient(server, "Alice", { prepared: true });
  await alice.offers("Bob", "cam");
  bob.room.withdraw("cam");
  await until("it is gone", () => alice.resource("Bob", "cam") === undefined);
  bob.provide("cam", "video", "video");
  await alice.offers("Bob", "cam");
  assert.equal(earlier(alice, "Bob", "cam"), false);
});

test("of who comes after us nothing was there before", async () => {
  const server = new FakeServer([1]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  const dora = await stranger(server, 1000);
  await dora.say({ identify: { username: "Dora" } });
  await dora.say(provide("cam"));
  await alice.offers("Dora", "cam");
  assert.equal(earlier(alice, "Dora", "cam"), false);
});

const provide = (id: string) => ({ provide: { id, kind: "track", track_kind: "video", label: "" } });

for (const [sign, message] of [
  ["another name", { identify: { username: "Dora" } }],
  ["a word", { chat: { text: "hello" } }],
  ["the end of something", { provide_stop: { id: "x" } }],
] as const) {
  test(`${sign} of a client that was there ends what it says when we come`, async () => {
    const { alice, dora } = await meetsDora();
    await dora.say(message);
    await dora.say(provide("cam"));
    await alice.offers("Dora", "cam");
    assert.deepEqual([earlier(alice, "Dora", "mic"), earlier(alice, "Dora", "cam")], [true, false]);
  });
}

test("who is silent after that has said all after a while", async () => {
  const { alice, dora } = await meetsDora();
  await dora.say(provide("cam"));
  await alice.offers("Dora", "cam");
  alice.clock.elapse(silentTime);
  await dora.say(provide("screen"));
  await alice.offers("Dora", "screen");
  assert.deepEqual([earlier(alice, "Dora", "cam"), earlier(alice, "Dora", "screen")], [true, false]);
});

/** Dora was there, and offers a microphone already. */
async function meetsDora() {
  const server = new FakeServer([1000, 1]);
  const dora = await stranger(server, 1000);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  await dora.say({ identify: { username: "Dora" } });
  await dora.say(provide("mic"));
  await alice.offers("Dora", "mic");
  return { alice, dora };
}

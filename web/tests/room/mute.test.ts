// SPDX-License-Identifier: AGPL-3.0-only
/** Who hears that a microphone is silent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeRelayMessage, encodeRelayMessage } from "../../src/protocol/relay";
import { fakeStream } from "../support/fake-peer";
import { FakeServer } from "../support/fake-server";
import { pair, RoomClient } from "../support/room-client";
import { stranger } from "../support/stranger";
import { quiet, until } from "../support/support";

/** A microphone, and what mutes it and lets it be heard again. */
function microphoneOf(client: RoomClient) {
  const stream = fakeStream("mic", "audio");
  const provide = () =>
    client.room.provide({
      resource: { kind: "track", id: "mic", trackKind: "audio", label: "Microphone" },
      stream,
    });
  const mute = (muted: boolean): void => {
    for (const track of stream.getTracks()) track.enabled = !muted;
    client.room.media?.muteChanged("mic");
  };
  return { provide, mute };
}

function sees(client: RoomClient, muted: boolean): Promise<void> {
  const state = () => client.resource("Alice", "mic")?.muted;
  return until(`${client.name} sees it ${muted ? "" : "not "}muted`, () => state() === muted);
}

test("a muted microphone is told to who is there, to who comes later, and when it is offered anew", async () => {
  const server = new FakeServer();
  const [alice, bob] = await pair(server);
  const { provide, mute } = microphoneOf(alice);
  provide();
  await sees(bob, false);
  mute(true);
  await sees(bob, true);
  const carol = new RoomClient(server, "Carol");
  await sees(carol, true);
  mute(false);
  await Promise.all([sees(bob, false), sees(carol, false)]);
  mute(true);
  await sees(bob, true);
  alice.room.withdraw("mic");
  await until("it is gone", () => bob.resource("Alice", "mic") === undefined);
  mute(false);
  provide();
  await sees(bob, false);
  alice.room.withdraw("mic");
  await until("it is gone", () => bob.resource("Alice", "mic") === undefined);
  mute(true);
  provide();
  await sees(bob, true);
});

test("what changed while either had lost the server is known afterwards", async () => {
  for (const lost of [1, 2]) {
    for (const muted of [true, false]) {
      const server = new FakeServer([1, 2]);
      const [alice, bob] = await pair(server);
      const { provide, mute } = microphoneOf(alice);
      provide();
      mute(!muted);
      await sees(bob, !muted);
      const client = lost === 1 ? alice : bob;
      server.cut(lost);
      await client.is("reconnecting");
      mute(muted);
      await quiet();
      client.clock.elapse(10_000);
      await client.is("joined");
      await sees(bob, muted);
    }
  }
});

test("who does not know the word hears nothing of it", async () => {
  const server = new FakeServer([1]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  const dora = await stranger(server, 1000);
  await dora.say({ identify: { username: "Dora" } });
  await alice.sees("Dora");
  const { provide, mute } = microphoneOf(alice);
  provide();
  await quiet();
  const before = server.log.length;
  mute(true);
  mute(false);
  await quiet();
  assert.equal(server.log.length, before);
});

test("the same is said once, and only of what is a sound", async () => {
  const server = new FakeServer();
  const [alice, bob] = await pair(server);
  const { provide, mute } = microphoneOf(alice);
  provide();
  alice.provide("screen", "video", "video", "audio");
  await bob.offers("Alice", "screen");
  await bob.receives("Alice", "mic");
  await quiet();
  const before = server.log.length;
  mute(true);
  mute(true);
  alice.room.media?.muteChanged("screen");
  alice.room.media?.muteChanged("other");
  await sees(bob, true);
  await quiet();
  assert.equal(server.log.length - before, 1);
});

test("only what says whether passes", () => {
  const good = { mute: { id: "a", muted: false } };
  assert.deepEqual(encodeRelayMessage(decodeRelayMessage(good)!), good);
  for (const body of [{ id: "a" }, { id: "a", muted: 1 }, { id: "a", muted: "true" }, { id: 5, muted: true }])
    assert.equal(decodeRelayMessage({ mute: body }), undefined);
});

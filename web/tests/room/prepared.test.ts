// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { iceTimes } from "../../src/peer/ice-watch";
import { prepareTime } from "../../src/room/links";
import { FakeServer } from "../support/fake-server";
import { pair, RoomClient } from "../support/room-client";
import { stranger } from "../support/stranger";
import { quiet, until } from "../support/support";

const prepared = { prepared: true };
const names = ["Alice", "Bob"] as const;

/** Two who meet, and offer each other nothing at once. */
async function meeting(ids: readonly number[]) {
  const people = await pair(new FakeServer([...ids]), names, prepared);
  await quiet();
  for (const { clock } of people) clock.elapse(prepareTime);
  return people;
}

for (const ids of [
  [1, 2],
  [2, 1],
]) {
  test(`as ${ids.join(" and ")}: who meets is connected at once, by one offer, and no channel arrives`, async () => {
    const people = await meeting(ids);
    await until("both are connected", () =>
      people.every(person => person.peers[0]?.connectionState === "connected"),
    );
    await quiet();
    const [larger, smaller] = ids[0] === 2 ? people : [people[1], people[0]];
    assert.deepEqual(larger.peers[0]?.log, ["offer", "remote answer"]);
    assert.deepEqual(smaller.peers[0]?.log, ["remote offer", "answer"]);
    assert.ok(people.every(({ peers }) => peers.length === 1 && peers[0]?.channels.length === 0));
    assert.equal(larger.member(smaller.name)?.connection, "connected");
  });
}

test("what is requested goes over the connection that stands", async () => {
  const people = await meeting([1, 2]);
  const [alice, bob] = people;
  await until("both are connected", () =>
    people.every(person => person.peers[0]?.connectionState === "connected"),
  );
  alice.provide("cam", "video", "video");
  await bob.offers("Alice", "cam");
  bob.want("Alice", "cam");
  await bob.receives("Alice", "cam");
  assert.equal(alice.peers.length + bob.peers.length, 2);
});

test("who requests at sight what the other offers leaves the offer to them", async () => {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice", prepared);
  await alice.is("joined");
  alice.provide("microphone", "audio", "audio");
  const bob = new RoomClient(server, "Bob", prepared);
  await bob.receives("Alice", "microphone");
  bob.clock.elapse(prepareTime);
  await quiet();
  assert.deepEqual(
    bob.peers.map(({ log }) => log),
    [["remote offer", "answer"]],
  );
  assert.deepEqual(
    alice.peers.map(({ log }) => log),
    [["offer", "remote answer"]],
  );
});

test("who leaves before it is time is not connected to", async () => {
  const [alice, bob] = await pair(new FakeServer([2, 1]), names, prepared);
  await quiet();
  bob.room.leave();
  await until("Bob is gone", () => alice.others().length === 0);
  alice.clock.elapse(prepareTime);
  await quiet();
  assert.equal(alice.peers.length, 0);
});

test("who loses the server before it is time connects to nobody until it is back", async () => {
  const server = new FakeServer([2, 1, 3]);
  const [alice, bob] = await pair(server, names, prepared);
  await quiet();
  server.reachable = false;
  server.cut(2);
  await alice.is("reconnecting");
  alice.clock.elapse(prepareTime);
  await quiet();
  assert.equal(alice.peers.length, 0);
  assert.equal(alice.member("Bob")?.presence, "held");
  server.reachable = true;
  alice.room.online();
  await alice.is("joined");
  await quiet();
  for (const { clock } of [alice, bob]) clock.elapse(prepareTime);
  await until("both are connected", () =>
    [alice, bob].every(person => person.peers[0]?.connectionState === "connected"),
  );
});

test("a client that does not know of it gets no connection until one is requested", async () => {
  const server = new FakeServer([9]);
  const alice = new RoomClient(server, "Alice", prepared);
  await alice.is("joined");
  const dora = await stranger(server, 1000);
  for (const identify of [
    { username: "Dora" },
    { username: "Dora", session: "0".repeat(32), capabilities: ["bye"] },
    { username: "Dora", capabilities: ["prepare"] },
  ]) {
    await dora.say({ identify });
    await alice.sees("Dora");
    await quiet();
    alice.clock.elapse(prepareTime);
    await quiet();
    assert.equal(alice.peers.length, 0);
    assert.equal(alice.member("Dora")?.connection, "none");
  }
});

test("in a large room nobody connects unasked", async () => {
  const server = new FakeServer();
  const crowd = Array.from({ length: 17 }, (_, index) => new RoomClient(server, `${index}`));
  await Promise.all(crowd.map(one => one.is("joined")));
  const alice = new RoomClient(server, "Alice", prepared);
  await until("sees all", () => alice.others().length === 17);
  await quiet();
  alice.clock.elapse(prepareTime);
  await quiet();
  assert.ok(alice.peers.length < 17);
});

test("what failed unused is no word to the page, is mended a few times, and again once it is used", async () => {
  const [alice, bob] = await meeting([2, 1]);
  await until("connected", () => alice.member("Bob")?.connection === "connected");
  const [peer] = alice.peers;
  const restarts = () => peer?.log.filter(line => line === "restart").length;
  const wait = async () => {
    for (let time = 0; time < 40; time++) {
      alice.clock.elapse(iceTimes.disconnected);
      await quiet();
    }
  };
  peer?.become("failed");
  await wait();
  assert.equal(alice.member("Bob")?.connection, "none");
  assert.equal(restarts(), 3);
  bob.provide("cam", "video", "video");
  await alice.offers("Bob", "cam");
  alice.want("Bob", "cam");
  assert.equal(alice.member("Bob")?.connection, "failed");
  await wait();
  assert.ok((restarts() ?? 0) > 5);
});

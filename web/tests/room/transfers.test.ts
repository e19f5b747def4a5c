// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { framing } from "../../src/peer/file-framing";
import type { FileResource } from "../../src/room/member-files";
import { Transfers, transferTimes } from "../../src/room/transfers";
import { FakeChannel } from "../support/fake-channel";
import { fileOf, FakeSink, pattern } from "../support/fake-files";
import { FakeServer } from "../support/fake-server";
import { RoomClient } from "../support/room-client";
import { stranger } from "../support/stranger";
import { quiet, until } from "../support/support";

/** A client whose files go to memory, slowly or at once, with all that is told of its transfers. */
function filer(server: FakeServer, name: string, slow = false) {
  const client = new RoomClient(server, name);
  const states: string[] = [];
  const sinks: FakeSink[] = [];
  const transfers = new Transfers({
    clock: client.clock,
    open: (_, events) => {
      const sink = new FakeSink(events, slow);
      sinks.push(sink);
      return sink;
    },
    changed: ({ direction, state }) =>
      states.push(`${direction} ${state.kind === "failed" ? state.reason : state.kind}`),
  });
  client.room.files = transfers;
  const share = (size: number) => {
    const resource = { kind: "file", id: `${name}'s`, label: "x", size } as const;
    client.room.provide({ resource, source: fileOf("x", pattern(size)) });
  };
  /** Of which nothing after the first part can be read. */
  const shareStuck = () => {
    const size = framing.block * 3;
    const resource = { kind: "file", id: `${name}'s`, label: "x", size } as const;
    const start = fileOf("x", pattern(framing.block));
    const open = () => {
      const reading = start.open();
      const stuck = new Promise<never>(() => undefined);
      const parts = [reading.next(framing.block)];
      return { ...reading, next: () => parts.shift() ?? stuck };
    };
    const source = { name: "x", size, open };
    client.room.provide({ resource, source });
  };
  const ask = async (owner: string) => {
    await client.offers(owner, `${owner}'s`);
    const { resource } = client.resource(owner, `${owner}'s`)!;
    const key = client.member(owner)?.key ?? 0;
    transfers.receive(client.room.member(key)!, resource as FileResource, { name: "x", size: 0 });
    return key;
  };
  const has = (state: string) => until(`${name}: ${state}`, () => states.includes(state));
  return { client, transfers, states, sinks, share, shareStuck, ask, has };
}

async function meeting<Names extends readonly string[]>(server: FakeServer, ...names: Names) {
  const all = names.map(name => filer(server, name));
  for (const { client } of all) await client.sees(...names.filter(name => name !== client.name));
  return all as { [Index in keyof Names]: ReturnType<typeof filer> };
}

test("two ask for the same file at once, and each gets all of it", async () => {
  const [alice, bob, carol] = await meeting(new FakeServer(), "Alice", "Bob", "Carol");
  const size = framing.message * 3 + 1;
  alice.share(size);
  await Promise.all([bob, carol].map(one => one.ask("Alice")));
  for (const one of [bob, carol]) {
    await one.has("in done");
    assert.deepEqual(one.sinks[0]?.bytes(), pattern(size));
    assert.deepEqual(one.states, ["in waiting", "in running", "in done"]);
  }
  await until("Alice knows", () => alice.states.filter(state => state === "out done").length === 2);
  assert.equal(bob.client.resource("Alice", "Alice's")?.wanted, false);
});

test("what is cancelled ends on both sides, and can be asked for again", async () => {
  const [alice, bob] = await meeting(new FakeServer(), "Alice", "Bob");
  alice.shareStuck();
  for (const canceller of [bob, alice]) {
    const [key] = [await bob.ask("Alice")];
    await until("it runs", () => (bob.transfers.bytes(key, "Alice's", "in") ?? 0) > 0);
    const direction = canceller === bob ? "in" : "out";
    canceller.transfers.cancel(
      canceller.client.member(canceller === bob ? "Alice" : "Bob")!.key,
      "Alice's",
      direction,
    );
    await canceller.has(`${direction} cancelled`);
    await (canceller === bob ? alice : bob).has(`${canceller === bob ? "out" : "in"} closed`);
    await quiet();
  }
  alice.client.room.withdraw("Alice's");
  await until("withdrawn", () => bob.client.resource("Alice", "Alice's") === undefined);
});

test("who withdraws a file, or leaves, ends its transfers", async () => {
  const [alice, bob, carol] = await meeting(new FakeServer(), "Alice", "Bob", "Carol");
  alice.shareStuck();
  carol.shareStuck();
  for (const owner of ["Alice", "Carol"]) {
    const key = await bob.ask(owner);
    await until("it runs", () => (bob.transfers.bytes(key, `${owner}'s`, "in") ?? 0) > 0);
  }
  alice.client.room.withdraw("Alice's");
  await alice.has("out closed");
  carol.client.room.leave();
  await until(
    "both ended",
    () => bob.states.filter(state => /left|withdrawn|closed/.test(state)).length === 2,
  );
  assert.ok(bob.sinks.every(sink => sink.aborted));
});

test("what has come as a whole is saved although its sender withdraws it and leaves", async () => {
  const server = new FakeServer();
  const [alice, bob] = [filer(server, "Alice"), filer(server, "Bob", true)];
  await bob.client.sees("Alice");
  alice.share(10);
  await bob.ask("Alice");
  await until("all is there", () => bob.sinks[0]?.finished === true);
  await quiet();
  assert.deepEqual(alice.states, ["out waiting", "out running"], "it is not saved yet");
  alice.client.room.withdraw("Alice's");
  alice.client.room.leave();
  await until("Alice is gone", () => bob.client.member("Alice") === undefined);
  assert.deepEqual(bob.states, ["in waiting", "in running"]);
  bob.sinks[0]?.saveAll();
  await bob.has("in done");
  assert.equal(bob.sinks[0]?.aborted, false);
});

test("channels that nobody asked for are closed, however many come, and one file is not given twice", async () => {
  const [alice, bob] = await meeting(new FakeServer(), "Alice", "Bob");
  alice.shareStuck();
  const key = await bob.ask("Alice");
  await until("it runs", () => (bob.transfers.bytes(key, "Alice's", "in") ?? 0) > 0);
  const peer = bob.client.peers[0];
  const flood = ["Alice's", "Bob's", "", ...Array.from({ length: 100 }, (_, index) => `${index}`)].map(
    label => {
      const [near, far] = FakeChannel.pair(label);
      peer?.ondatachannel?.({ channel: far });
      return near;
    },
  );
  await quiet();
  assert.ok(flood.every(({ readyState }) => readyState === "closed"));
  assert.deepEqual(bob.states, ["in waiting", "in running"]);
});

test("who offers and never sends is given up", async () => {
  const server = new FakeServer();
  const bob = filer(server, "Bob");
  await bob.client.is("joined");
  const dora = await stranger(server, 1001);
  await dora.say({ identify: { username: "Dora" } });
  await dora.say({ provide: { id: "Dora's", kind: "file", label: "x", size: 5 } });
  await bob.ask("Dora");
  bob.client.clock.elapse(transferTimes.answer - 1);
  assert.deepEqual(bob.states, ["in waiting"]);
  bob.client.clock.elapse(1);
  assert.deepEqual(bob.states, ["in waiting", "in silent"]);
});

test("nobody gets a file that was not offered, and a second request does not send it twice", async () => {
  const server = new FakeServer([1, 2]);
  const [alice, bob] = await meeting(server, "Alice", "Bob");
  alice.share(10);
  await bob.ask("Alice");
  await bob.has("in done");
  const dora = await stranger(server, 1000);
  await dora.say({ identify: { username: "Dora" } });
  await dora.say({ request: { id: "unknown" } });
  await quiet();
  assert.equal(alice.states.filter(state => state === "out waiting").length, 1);
});

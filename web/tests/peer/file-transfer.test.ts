// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { framing, readAck } from "../../src/peer/file-framing";
import { FileReceiver } from "../../src/peer/file-receiver";
import { FileSender } from "../../src/peer/file-sender";
import { FakeChannel } from "../support/fake-channel";
import { FakeSink, fileOf, pattern } from "../support/fake-files";
import { quiet, until } from "../support/support";

function receive(channel: FakeChannel, size: number, { acks = false, slow = false } = {}) {
  const ends: string[] = [];
  const sinks: FakeSink[] = [];
  const receiver = new FileReceiver(
    channel.like,
    {
      size,
      acks,
      open(events) {
        const sink = new FakeSink(events, slow);
        sinks.push(sink);
        return sink;
      },
    },
    { done: () => ends.push("done"), failed: reason => ends.push(reason) },
  );
  return { receiver, ends, sink: sinks[0]! };
}

function send(channel: FakeChannel, bytes: Uint8Array<ArrayBuffer>, acks = false) {
  const ends: string[] = [];
  const source = fileOf("x", bytes);
  const sender = new FileSender(source, acks, {
    started: () => ends.push("started"),
    done: () => ends.push("done"),
    failed: reason => ends.push(reason),
  });
  sender.use(channel.like);
  return { sender, ends, source };
}

for (const size of [0, 1, framing.message, framing.message + 1, framing.block * 2 + 5]) {
  for (const acks of [false, true]) {
    test(`${size} bytes arrive as they were, ${acks ? "with" : "without"} acknowledgements`, async () => {
      const [near, far] = FakeChannel.pair("id");
      const bytes = pattern(size);
      const inbound = receive(far, size, { acks });
      const outbound = send(near, bytes, acks);
      await until("both are done", () => outbound.ends.length === 2 && inbound.ends.length === 1);
      assert.deepEqual([outbound.ends, inbound.ends], [["started", "done"], ["done"]]);
      assert.deepEqual(inbound.sink.bytes(), bytes);
      const binary = near.sent.filter(message => typeof message !== "string");
      assert.ok(binary.every(message => message.byteLength <= 32 * 1024));
      assert.equal(near.sent[near.sent.length - 1], "end");
      assert.equal(far.sent.length > 0, acks && size > framing.ackEvery);
      assert.equal(outbound.sender.bytes, size);
      assert.deepEqual([outbound.source.opened, outbound.source.closed], [1, 1]);
    });
  }
}

test("a slow network makes the sender wait, and it reads no further", async () => {
  const [near] = FakeChannel.pair("id");
  near.flowing = false;
  const { source } = send(near, pattern(framing.full * 3));
  await quiet();
  assert.ok(near.bufferedAmount <= framing.full + framing.message);
  assert.ok(source.furthest <= framing.full + framing.block);
  near.flow(10_000);
  await until("it goes on", () => near.bufferedAmount > framing.low);
});

test("a slow disk makes a sender wait that knows of acknowledgements", async () => {
  const [near, far] = FakeChannel.pair("id");
  const size = framing.window * 2;
  const inbound = receive(far, size, { acks: true, slow: true });
  const { ends } = send(near, pattern(size), true);
  await until("the window is full", () => inbound.receiver.bytes >= framing.window);
  await quiet();
  assert.ok(inbound.receiver.bytes <= framing.window + framing.message);
  await until("the disk is done", () => {
    inbound.sink.saveAll();
    return inbound.ends.length > 0;
  });
  assert.deepEqual(inbound.ends, ["done"]);
  await until("the sender too", () => ends.includes("done"));
});

test("a slow disk and a sender that knows none: the transfer fails before the page does", async () => {
  const [near, far] = FakeChannel.pair("id");
  const size = framing.backlog * 2;
  const inbound = receive(far, size, { acks: false, slow: true });
  const { ends } = send(near, pattern(size), false);
  await until("it fails", () => inbound.ends.length > 0);
  assert.deepEqual(inbound.ends, ["flooded"]);
  assert.ok(inbound.sink.aborted);
  await until("the sender hears of it", () => ends.includes("closed"));
});

const wrong: readonly [string, number, readonly (string | Uint8Array<ArrayBuffer>)[], string][] = [
  ["fewer bytes than announced", 10, [pattern(9), "end"], "wrong_size"],
  ["more bytes than announced", 10, [pattern(11)], "wrong_size"],
  ["an end that is no end", 10, ["END"], "malformed"],
  ["an oversized message", framing.longest * 4, [pattern(framing.longest + 1)], "malformed"],
];
for (const [what, size, messages, reason] of wrong) {
  test(`${what}: the transfer fails, and nothing is kept`, async () => {
    const [near, far] = FakeChannel.pair("id");
    const { ends, sink } = receive(far, size);
    for (const message of messages) near.send(message);
    await until("it fails", () => ends.length > 0);
    await quiet();
    assert.deepEqual(ends, [reason]);
    assert.ok(sink.aborted);
    assert.equal(near.readyState, "closed");
  });
}

test("a channel that closes before the end is a failed transfer on both sides", async () => {
  for (const side of [0, 1]) {
    const ends = FakeChannel.pair("id");
    ends[0].flowing = false;
    const inbound = receive(ends[1], framing.full * 2);
    const outbound = send(ends[0], pattern(framing.full * 2));
    await until("it runs", () => ends[0].sent.length > 3);
    ends[side]?.close();
    await until("both know", () => inbound.ends.length === 1 && outbound.ends.length === 2);
    assert.deepEqual([inbound.ends, outbound.ends], [["closed"], ["started", "closed"]]);
  }
});

test("what the saving side reports ends the transfer", async () => {
  for (const reason of ["dismissed", "stopped"] as const) {
    const [near, far] = FakeChannel.pair("id");
    const { ends, sink } = receive(far, 10);
    sink.events.failed(reason);
    sink.events.failed(reason);
    await quiet();
    assert.deepEqual(ends, [reason]);
    assert.equal(near.readyState, "closed");
  }
});

test("a file that cannot be read any more is told, and the channel closed", async () => {
  const [near, far] = FakeChannel.pair("id");
  const { ends: inbound } = receive(far, 100);
  const ends: string[] = [];
  const reading = { next: () => Promise.reject(new Error("gone")), close: () => undefined };
  const gone = { name: "x", size: 100, open: () => reading };
  const events = { started: () => ends.push("started"), done: () => ends.push("done") };
  new FileSender(gone, false, { ...events, failed: reason => ends.push(reason) }).use(near.like);
  await until("both know", () => inbound.length === 1 && ends.length === 2);
  assert.deepEqual([inbound, ends], [["closed"], ["started", "unreadable"]]);
});

test("acknowledgements that are none, or of more than was sent, change nothing", async () => {
  for (const text of ["ack", "ack -1", "ack 1e9", "ack 99999999999999999999", "end", 5, undefined])
    assert.equal(readAck(text), undefined);
  const [near, far] = FakeChannel.pair("id");
  send(near, pattern(framing.window * 2), true);
  await until("the window is full", () => near.sent.length >= framing.window / framing.message);
  far.send(`ack ${framing.window * 2}`);
  far.send(pattern(5));
  await quiet();
  assert.equal(near.sent.length, framing.window / framing.message);
});

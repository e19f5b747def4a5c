// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import type { SocketEvents } from "../../src/platform/types";
import { backoffDelay, backoffLimits } from "../../src/signaling/backoff";
import { SignalingClient, signalingTimes } from "../../src/signaling/signaling-client";
import { ManualClock } from "../support/manual-clock";
import { testRandom } from "../support/support";

function setUp() {
  const clock = new ManualClock();
  const sockets: { events: SocketEvents; sent: string[]; closed: boolean }[] = [];
  const log: string[] = [];
  const client = new SignalingClient(
    {
      clock,
      random: testRandom,
      openSocket(events) {
        const socket = { events, sent: [] as string[], closed: false };
        sockets.push(socket);
        return { send: frame => socket.sent.push(frame), close: () => (socket.closed = true), buffered: 0 };
      },
    },
    { packet: packet => log.push(packet.name), state: state => log.push(state.kind) },
  );
  const last = () => sockets[sockets.length - 1]!;
  const init = () => last().events.text('{"init":{"your_id":7,"version":"v"}}');
  return { clock, sockets, log, client, last, init };
}

test("the back-off doubles from half a second to a quarter of a minute, and is spread", () => {
  assert.equal(backoffDelay(1, 0), 250);
  assert.ok(backoffDelay(1, 0.999) <= 500);
  assert.equal(backoffDelay(2, 1), 1000);
  assert.equal(backoffDelay(3, 1), 2000);
  for (const failures of [6, 20, 5000]) {
    assert.equal(backoffDelay(failures, 0), backoffLimits.longest / 2);
    assert.equal(backoffDelay(failures, 1), backoffLimits.longest);
  }
});

test("connects, says when it is open, and passes packets on", () => {
  const { client, log, init, last } = setUp();
  client.start();
  init();
  last().events.text('{"client_join":{"id":1}}');
  last().events.text("rubbish");
  assert.deepEqual(log, ["connecting", "open", "client_join"]);
});

test("a lost connection is made again after a pause, and each failure makes the pause longer", () => {
  const { client, clock, sockets, log, init, last } = setUp();
  client.start();
  init();
  last().events.closed();
  assert.deepEqual(log, ["connecting", "open", "waiting"]);
  clock.elapse(backoffDelay(1, 0.5) - 1);
  assert.equal(sockets.length, 1);
  clock.elapse(1);
  assert.equal(sockets.length, 2);
  last().events.closed();
  clock.elapse(backoffDelay(2, 0.5) - 1);
  assert.equal(sockets.length, 2);
  clock.elapse(1);
  assert.equal(sockets.length, 3);
});

test("only a connection that lasted lets the pauses start anew", () => {
  const { client, clock, sockets, init, last } = setUp();
  client.start();
  init();
  last().events.closed();
  clock.elapse(backoffDelay(1, 0.5));
  init();
  last().events.closed();
  clock.elapse(backoffDelay(1, 0.5));
  assert.equal(sockets.length, 2);
  clock.elapse(backoffDelay(2, 0.5));
  init();
  clock.elapse(signalingTimes.stable);
  last().events.closed();
  clock.elapse(backoffDelay(1, 0.5));
  assert.equal(sockets.length, 4);
});

test("when the network comes back it does not sit out the pause", () => {
  const { client, sockets, last, init } = setUp();
  client.start();
  init();
  last().events.closed();
  client.online();
  assert.equal(sockets.length, 2);
});

test("a connection that does not come to its init is given up", () => {
  const { client, clock, sockets, log } = setUp();
  client.start();
  clock.elapse(signalingTimes.connect);
  assert.deepEqual(log, ["connecting", "waiting"]);
  assert.equal(sockets[0]?.closed, true);
});

test("pings regularly, and in a room asks for a sign of life as well", () => {
  const { client, clock, init, last } = setUp();
  client.start();
  init();
  clock.elapse(signalingTimes.ping);
  assert.deepEqual(last().sent, ['{"ping":null}']);
  client.send({ name: "join", hash: "h" });
  last().events.text('{"client_join":{"id":7}}');
  clock.elapse(signalingTimes.ping);
  assert.deepEqual(last().sent.slice(-2), ['{"ping":null}', '{"relay":{"recipient":7,"message":""}}']);
  last().events.text('{"message":{"sender":7,"message":""}}');
  clock.elapse(signalingTimes.answer);
  assert.equal(last().closed, false);
});

test("a connection that gives no sign of life is replaced", () => {
  const { client, clock, init, last, log, sockets } = setUp();
  client.start();
  init();
  last().events.text('{"client_join":{"id":7}}');
  client.online();
  clock.elapse(signalingTimes.answer);
  assert.equal(sockets[0]?.closed, true);
  assert.equal(log[log.length - 1], "waiting");
});

test("a second probe while the first is unanswered has its own time", () => {
  const { client, clock, init, last } = setUp();
  client.start();
  init();
  last().events.text('{"client_join":{"id":7}}');
  client.online();
  clock.elapse(signalingTimes.answer - 1);
  last().events.text('{"message":{"sender":7,"message":""}}');
  client.online();
  clock.elapse(signalingTimes.answer - 1);
  assert.equal(last().closed, false);
  clock.elapse(1);
  assert.equal(last().closed, true);
});

test("a join that is not answered in time counts as a lost connection", () => {
  const { client, clock, init, last, log } = setUp();
  client.start();
  init();
  client.send({ name: "join", hash: "h" });
  last().events.text('{"room_info":{"hash":"h","user_count":2}}');
  clock.elapse(signalingTimes.answer - 1);
  assert.equal(last().closed, false);
  clock.elapse(1);
  assert.equal(last().closed, true);
  assert.equal(log[log.length - 1], "waiting");
});

test("when the network comes back before we are in the room the connection is not trusted", () => {
  const { client, init, last, log } = setUp();
  client.start();
  init();
  client.send({ name: "join", hash: "h" });
  client.online();
  assert.equal(last().closed, true);
  assert.equal(log[log.length - 1], "waiting");
});

test("after close nothing happens any more", () => {
  const { client, clock, sockets, init, log } = setUp();
  client.start();
  init();
  client.close();
  clock.elapse(120_000);
  client.send({ name: "ping" });
  assert.equal(sockets.length, 1);
  assert.equal(clock.pending, 0);
  assert.deepEqual(log, ["connecting", "open", "closed"]);
});

test("watched rooms are told to the server on every connection, after what its opening brought about", () => {
  const { client, clock, last, init } = setUp();
  client.watch([]);
  client.start();
  client.watch(["a", "b"]);
  init();
  assert.deepEqual(last().sent, ['{"watch_rooms":["a","b"]}']);
  client.watch(["b"]);
  assert.deepEqual(last().sent.slice(1), ['{"watch_rooms":["b"]}']);
  last().events.closed();
  clock.elapse(backoffDelay(1, 0.5));
  init();
  assert.deepEqual(last().sent, ['{"watch_rooms":["b"]}']);
  client.watch([]);
  assert.deepEqual(last().sent.slice(1), ['{"watch_rooms":[]}']);
});

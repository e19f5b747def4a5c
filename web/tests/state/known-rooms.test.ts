// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { deriveRoomHash } from "../../src/crypto/room-keys";
import { Preferences } from "../../src/preferences/preferences";
import { limits } from "../../src/protocol/limits";
import { KnownRooms } from "../../src/state/known-rooms";
import { RoomCounts, settleTime } from "../../src/state/room-counts";
import { StartRooms } from "../../src/state/start-rooms";
import { FakePage, MemoryStore } from "../support/fake-page";
import { ManualClock } from "../support/manual-clock";
import { quickSubtle, quiet, testRandom, until } from "../support/support";

function setUp() {
  const clock = new ManualClock();
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const counts = new RoomCounts(clock);
  const watched: (readonly string[])[] = [];
  counts.attach({ watch: hashes => watched.push(hashes) });
  counts.opened();
  const known = new KnownRooms({ preferences, counts, subtle: quickSubtle });
  const names = () => known.rooms.value.map(({ name }) => name);
  const size = (index: number) => known.size(known.rooms.value[index]!);
  return { clock, preferences, counts, watched, known, names, size };
}

test("rooms are added by secret or by link, renamed, moved and removed, and kept", () => {
  const { known, names, preferences } = setUp();
  assert.equal(known.add("", "https://meet.example/room#tea%20time#01?username=x"), "added");
  assert.equal(known.add("Office", "office#02"), "added");
  assert.deepEqual(names(), ["public", "tea time", "Office"]);
  assert.equal(known.rooms.value[1]?.secret, "tea time#01");
  assert.equal(known.add("again", "office#02"), "known");
  assert.equal(known.add("none", "  "), "invalid");
  known.move("office#02", -1);
  known.move("office#02", -5);
  assert.deepEqual(names(), ["Office", "public", "tea time"]);
  assert.equal(known.rename("public", "Every;one=here"), true);
  assert.equal(known.rename("public", "   "), false);
  known.remove("tea time#01");
  assert.equal(preferences.get("room_watches"), "Office=office#02;Every%3Bone%3Dhere=public");
  assert.deepEqual(names(), ["Office", "Every;one=here"]);
});

test("a list that is full takes no more", () => {
  const { known } = setUp();
  for (let index = 1; index < limits.knownRooms; index++) assert.equal(known.add("", `r${index}`), "added");
  assert.equal(known.add("", "one more"), "full");
});

test("nothing is told to the server until somebody looks, and then hashes alone", async () => {
  const { known, watched, clock, size, counts } = setUp();
  known.add("", "tea#01");
  assert.deepEqual(watched, [[]]);
  const end = known.look();
  const hashes = await Promise.all(["public", "tea#01"].map(secret => deriveRoomHash(quickSubtle, secret)));
  await until("watched", () => watched.at(-1)?.length === 2);
  assert.deepEqual(watched.at(-1), hashes);
  assert.equal(size(0), undefined);
  counts.heard(hashes[1]!, 3);
  assert.equal(size(1), 3);
  clock.elapse(settleTime);
  assert.equal(size(0), 0);
  assert.equal(size(1), 3);
  end();
  assert.deepEqual(watched.at(-1), []);
});

test("a room that is added while one looks is counted too, and what is unknown is not called empty", async () => {
  const { known, watched, clock, size, counts } = setUp();
  known.look();
  await until("watched", () => watched.at(-1)?.length === 1);
  clock.elapse(settleTime);
  known.add("", "tea#01");
  assert.equal(size(0), 0);
  assert.equal(size(1), undefined);
  await until("both", () => watched.at(-1)?.length === 2);
  assert.equal(size(1), undefined);
  clock.elapse(settleTime);
  assert.equal(size(1), 0);
  counts.lost();
  assert.equal(size(0), undefined);
  clock.elapse(settleTime);
  assert.equal(size(0), undefined);
  counts.opened();
  clock.elapse(settleTime);
  assert.equal(size(0), 0);
});

test("a server that tells of rooms that nobody asked for is not heard", () => {
  const { counts } = setUp();
  counts.heard("anything", 5);
  assert.equal(counts.size("anything"), undefined);
});

test("the start page connects when there are rooms and the server counts, and lets go when it is left", async () => {
  for (const [list, features, connects] of [
    ["public", { room_watches: true }, true],
    ["public", { room_watches: false }, false],
    ["", { room_watches: true }, false],
  ] as const) {
    const page = new FakePage("");
    page.config = () => Promise.resolve(JSON.stringify({ features }));
    const preferences = new Preferences(new MemoryStore(), testRandom);
    preferences.set("room_watches", list);
    const sockets: { closed: boolean }[] = [];
    const openSocket = () => {
      const socket = {
        closed: false,
        send: () => undefined,
        close: () => (socket.closed = true),
        buffered: 0,
      };
      sockets.push(socket);
      return socket;
    };
    const clock = new ManualClock();
    const rooms = new StartRooms({
      page,
      clock,
      random: testRandom,
      openSocket,
      preferences,
      subtle: quickSubtle,
    });
    rooms.start();
    await quiet();
    assert.equal(sockets.length, connects ? 1 : 0, list);
    assert.equal(rooms.shown.value, connects);
    page.hide();
    assert.ok(sockets.every(({ closed }) => closed));
    page.comeBack();
    await quiet();
    assert.equal(sockets.length, connects ? 2 : 0);
  }
});

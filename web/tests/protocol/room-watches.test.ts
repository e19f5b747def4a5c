// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/protocol/limits";
import {
  formatRoomWatches,
  joinRoomWatches,
  knownRoom,
  parseRoomWatches,
} from "../../src/protocol/room-watches";

const room = (name: string, secret = name) => ({ name, secret });

const lists: readonly (readonly [what: string, text: string, rooms: readonly unknown[]])[] = [
  ["the default", "public", [room("public")]],
  ["nothing", "", []],
  ["separators alone", ";;= ;", []],
  [
    "names and secrets",
    "public;Tea=tea#0123;Office=a=b",
    [room("public"), room("Tea", "tea#0123"), room("Office", "a=b")],
  ],
  ["a secret without a name", "=tea#0123", [room("tea", "tea#0123")]],
  ["spaces around", " Tea = tea ; public ", [room("Tea", "tea"), room("public")]],
  ["one room twice", "A=x;B=x", [room("A", "x")]],
  ["escapes", "a%3Bb%3dc=100%25%3B", [room("a;b=c", "100%;")]],
  ["spaces that belong to a secret", "Tea=%20tea #1%20 ", [room("Tea", " tea #1 ")]],
  ["other escapes, which mean themselves", "a%2fb=%zz%", [room("a%2fb", "%zz%")]],
  ["a name that reaches out of its place", "a\u202eb\n=x", [room("a b", "x")]],
  ["a name of nothing visible", "\u200b=tea#1", [room("tea", "tea#1")]],
];

for (const [what, text, rooms] of lists) {
  test(`a list of ${what} is read`, () => assert.deepEqual(parseRoomWatches(text), rooms));
}

test("what is written is read the same", () => {
  const rooms = ["public", "a;b", "a=b", "100%", "%3B", "Café ☕"].flatMap(name => [
    room(name, `${name}#x`),
    room(name),
  ]);
  rooms.push(room("edges", " a b "), room("nearly", "%20a"));
  assert.deepEqual(parseRoomWatches(formatRoomWatches(rooms)), rooms);
  assert.equal(formatRoomWatches([room("public"), room("Tea", "tea#0=;%")]), "public;Tea=tea#0=%3B%25");
});

test("lists, names and secrets are bounded", () => {
  const many = Array.from({ length: limits.knownRooms + 20 }, (_, index) => `r${index}`).join(";");
  assert.equal(parseRoomWatches(many).length, limits.knownRooms);
  assert.equal(parseRoomWatches(`${"n".repeat(5000)}=x`)[0]?.name.length, limits.nameLength);
  assert.equal(knownRoom("x", "s".repeat(limits.secretLength + 1)), undefined);
  assert.deepEqual(parseRoomWatches("%".repeat(1_000_000)), []);
});

test("two lists joined lose nothing of the first, and hold no more than one list may", () => {
  assert.equal(joinRoomWatches("A=a;B=b", "Bee=b;C=c"), "A=a;B=b;C=c");
  const many = (prefix: string) =>
    Array.from({ length: limits.knownRooms }, (_, at) => `${prefix}${at}`).join(";");
  assert.equal(joinRoomWatches(many("mine"), many("theirs")), many("mine"));
  const long = (name: string) => `${name}=${name.repeat(limits.secretLength)}`;
  const letters = Array.from({ length: 80 }, (_, at) => String.fromCodePoint(0x4e00 + at));
  const joined = joinRoomWatches("own", letters.map(long).join(";"));
  assert.ok(joined.length <= limits.watchesLength);
  assert.equal(parseRoomWatches(joined)[0]?.secret, "own");
  assert.equal(formatRoomWatches(parseRoomWatches(joined)), joined);
});

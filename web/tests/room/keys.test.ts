// SPDX-License-Identifier: AGPL-3.0-only
/** Hash and key are derived one after the other: what waits for the key loses nothing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeServer } from "../support/fake-server";
import { RoomClient } from "../support/room-client";
import { quickSubtle, quiet, until } from "../support/support";

/** Cryptography whose keys come when the test says so, and whose hashes come at once. */
function lateKeys() {
  const order: string[] = [];
  let give = (): void => undefined;
  let refuse = (): void => undefined;
  const turn = new Promise<void>((resolve, reject) => {
    give = resolve;
    refuse = () => reject(new Error("no key"));
  });
  const subtle = new Proxy(quickSubtle, {
    get(target, name: keyof SubtleCrypto) {
      const own = target[name].bind(target) as (...parameters: unknown[]) => unknown;
      if (name === "deriveBits" || name === "deriveKey") order.push(name);
      if (name !== "deriveKey") return own;
      return async (...parameters: unknown[]) => {
        await turn;
        return own(...parameters);
      };
    },
  });
  return { subtle, order, give, refuse };
}

test("the hash comes first, and the room is joined with it alone", async () => {
  const { subtle, order } = lateKeys();
  const alice = new RoomClient(new FakeServer(), "Alice", { subtle });
  await alice.is("joined");
  assert.deepEqual(order, ["deriveBits", "deriveKey"]);
});

test("what is said on both sides until there is a key arrives with it, in its order", async () => {
  const server = new FakeServer();
  const bob = new RoomClient(server, "Bob");
  await bob.is("joined");
  const { subtle, give } = lateKeys();
  const alice = new RoomClient(server, "Alice", { subtle });
  await alice.is("joined");
  for (const text of ["one", "two"]) {
    assert.equal(alice.room.chat({ kind: "text", text }), true);
    assert.equal(bob.room.chat({ kind: "text", text }), true);
  }
  await quiet();
  assert.deepEqual([alice.others(), alice.chats(), bob.others()], [[], [], []]);
  give();
  await alice.sees("Bob");
  await bob.sees("Alice");
  await until("all is said", () => alice.chats().length === 2 && bob.chats().length === 2);
  assert.deepEqual(
    [alice.chats(), bob.chats()],
    [
      ["Bob: one", "Bob: two"],
      ["Alice: one", "Alice: two"],
    ],
  );
});

test("without a key there is no room, although it was joined, and others see us leave", async () => {
  const server = new FakeServer();
  const { subtle, refuse } = lateKeys();
  const alice = new RoomClient(server, "Alice", { subtle });
  await alice.is("joined");
  refuse();
  await alice.is("failed");
  await until("it left", () => server.members().length === 0);
});

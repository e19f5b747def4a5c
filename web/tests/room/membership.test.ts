// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeServer } from "../support/fake-server";
import { RoomClient } from "../support/room-client";
import { stranger } from "../support/stranger";
import { until } from "../support/support";

async function withStranger() {
  const server = new FakeServer([1, 2]);
  const alice = new RoomClient(server, "Alice");
  await alice.is("joined");
  const mallory = await stranger(server, 2);
  return { server, alice, mallory };
}

test("who says bye and stays is still seen, until the server says that it left", async () => {
  const { server, alice, mallory } = await withStranger();
  await mallory.say({ identify: { username: "Mallory", session: "5".repeat(32), capabilities: ["bye"] } });
  await mallory.say({ bye: {} });
  await mallory.say({ chat: { text: "still here" } });
  await until("heard", () => alice.chats().length === 1);
  assert.deepEqual(alice.others(), ["Mallory"]);
  server.cut(2);
  await alice.sees();
});

test("who said bye before we lost the server is not waited for", async () => {
  const { server, alice, mallory } = await withStranger();
  await mallory.say({ identify: { username: "Mallory", session: "5".repeat(32) } });
  await mallory.say({ bye: {} });
  await mallory.say({ chat: { text: "last word" } });
  await until("heard", () => alice.chats().length === 1);
  server.restart();
  await alice.sees();
});

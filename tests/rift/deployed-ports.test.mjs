// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Ports between rift and a client that was written from the protocol alone (deployed-page.mjs): a channel is a
 * connection, nothing but bytes goes over it, and its end is all that either side says of an end.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { DeployedPerson } from "../e2e/support/deployed-person.mjs";
import { storyteller } from "../e2e/support/story.mjs";
import { until, untilStill } from "../e2e/support/until.mjs";
import { patience, riftIn } from "./support/rift.mjs";

const story = storyteller();
const time = { timeout: 300_000 };
const size = 1_000_003;

/** A server on a port of its own that ends with the scene. */
async function serverIn(scene, answer) {
  const server = createServer({ allowHalfOpen: true }, answer);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  scene.endsWith(() => server.close());
  return server;
}

const numbered = length => Buffer.from(Uint8Array.from({ length }, (_, at) => at % 251));

story(
  "A deployed client reaches what rift exposes, and each side's end is the other's",
  async scene => {
    const server = await serverIn(scene, socket => socket.on("error", () => {}).pipe(socket));
    const { port } = server.address();
    const rift = riftIn(scene, ["--json", "expose", String(port), "--host", "127.0.0.1"]);
    await rift.event("exposed");
    const alice = await DeployedPerson.enters(scene, "Alice");

    const accepted = once(server, "connection");
    const first = await alice.connectsToPort();
    const [behind] = await accepted;
    await first.says(size);
    await until("all of it came back", async () => (await first.heard()).size === size, { within: patience });
    assert.deepEqual(await first.heard(), { size, right: true });
    const ended = once(behind, "close");
    await first.hangsUp();
    await ended;

    const again = once(server, "connection");
    const second = await alice.connectsToPort();
    const [other] = await again;
    other.end("until here".repeat(10));
    await until("the channel is closed", () => second.closed(), { within: patience });
    assert.equal((await second.heard()).size, 100, "what was said before the end came first");
    await alice.assertContent();
    assert.equal(await rift.kill("SIGINT"), 130);
  },
  time,
);

story(
  "rift forwards what a deployed client exposes, for several connections at once",
  async scene => {
    const alice = await DeployedPerson.enters(scene, "Alice");
    await alice.exposesEcho();
    const rift = riftIn(scene, ["--json", "forward", "echo"]);
    const { port } = await rift.event("listening");
    const sockets = Array.from({ length: 3 }, () => connect(port, "127.0.0.1"));
    const heard = sockets.map(socket => {
      const parts = [];
      socket.on("data", part => parts.push(part));
      return () => Buffer.concat(parts);
    });
    for (const socket of sockets) socket.write(numbered(size));
    for (const bytes of heard) {
      await until("all of it came back", () => bytes().length === size, { within: patience });
      assert.ok(bytes().equals(numbered(size)));
    }
    for (const socket of sockets) socket.end();
    const allClosed = () => deployed.connections.every(({ closed }) => closed);
    await until("each channel is closed", () => alice.page.evaluate(allClosed), { within: patience });
    await alice.assertContent();
  },
  time,
);

story(
  "A program that reads late gets all that a deployed client sent",
  async scene => {
    const server = await serverIn(scene, socket => socket.on("error", () => {}).pause());
    const { port } = server.address();
    const rift = riftIn(scene, ["--json", "expose", String(port), "--host", "127.0.0.1"]);
    await rift.event("exposed");
    const alice = await DeployedPerson.enters(scene, "Alice");
    const accepted = once(server, "connection");
    const connection = await alice.connectsToPort();
    const [socket] = await accepted;
    // More than the system keeps for a program that does not read.
    const much = 12_000_000;
    await connection.says(much);
    const waiting = () => alice.page.evaluate(() => deployed.connections[0].channel.bufferedAmount);
    await untilStill("nothing goes on any more", waiting, { within: patience });
    const parts = [];
    socket.on("data", part => parts.push(part)).resume();
    await until("all of it is read", () => Buffer.concat(parts).length === much, { within: patience });
    assert.ok(Buffer.concat(parts).equals(numbered(much)));
    await alice.assertContent();
  },
  time,
);

// SPDX-License-Identifier: AGPL-3.0-only
/** Connections through a port that are refused, by one of both rifts or by what is behind it: none looks like an answer. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { Server } from "../e2e/support/server.mjs";
import { until } from "../e2e/support/until.mjs";
import { patience, withRoom } from "./support/rift.mjs";
import { listening, received, tunnel } from "./support/tunnel.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));

story(
  "A connection that is refused behind expose is cut, and the port works when the program does",
  async room => {
    const server = createServer({ allowHalfOpen: true }, socket => socket.end("here"));
    const port = await listening(server, free => free);
    const { port: here, expose, forward } = await tunnel(room, port);
    assert.equal(await received(connect(here, "127.0.0.1")), "ECONNRESET");
    // However much was said by then, and whether or not more is to come.
    for (let each = 0; each < 5; ++each) {
      const socket = connect(here, "127.0.0.1");
      socket.end(randomBytes(80_000));
      assert.equal(await received(socket), "ECONNRESET");
    }
    const ended = () => forward.events.filter(({ event }) => event === "connection_ended");
    await until("each is told of", () => ended().length === 6, { within: patience });
    for (const { received: bytes, end } of ended()) assert.deepEqual([bytes, end], [0, "cut"]);
    await until("expose says so", () => /Cannot connect to localhost:\d+: .*refused/.test(expose.words), {
      within: patience,
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    assert.equal(String(await received(connect(here, "127.0.0.1"))), "here");
    server.close();
  },
);

story("More connections than there may be are refused, with a word, until others end", async room => {
  const server = createServer({ allowHalfOpen: true }, socket => socket.pipe(socket));
  await listening(server, async (port, open) => {
    const { port: here, forward } = await tunnel(room, port);
    const all = Array.from({ length: 128 }, () => connect(here, "127.0.0.1").on("error", () => {}));
    await until("all are connected", () => open.size === 128, { within: patience });
    assert.equal(await received(connect(here, "127.0.0.1")), "ECONNRESET");
    await forward.says(/refused: 128 are open already/);
    all.pop().end();
    await until("one has ended", () => open.size === 127, { within: patience });
    await until("one has ended here", () => forward.events.some(({ event }) => event === "connection_ended"));
    const next = connect(here, "127.0.0.1");
    next.end("again");
    assert.equal(String(await received(next)), "again");
    for (const socket of all) socket.destroy();
  });
});

story(
  "While the server is away new connections are refused at once, and none is made up for later",
  async room => {
    const server = createServer({ allowHalfOpen: true }, socket => socket.pipe(socket));
    await listening(server, async port => {
      let connections = 0;
      server.on("connection", () => ++connections);
      const { port: here, forward } = await tunnel(room, port);
      const echo = async words => {
        const socket = connect(here, "127.0.0.1");
        socket.end(words);
        return String(await received(socket));
      };
      assert.equal(await echo("before"), "before");
      const running = connect({ port: here, host: "127.0.0.1", allowHalfOpen: true });
      running.write("still ");
      await until("another is connected", () => connections === 2, { within: patience });
      await room.server.kill();
      await forward.event("lost");
      for (let each = 0; each < 3; ++each)
        assert.equal(await received(connect(here, "127.0.0.1")), "ECONNRESET");
      const refused = () => forward.events.filter(({ event }) => event === "refused");
      await until("each is told of", () => refused().length === 3, { within: patience });
      assert.deepEqual(refused(), Array(3).fill({ event: "refused", peer: "Alice", reason: "no server" }));
      await forward.says(/A connection was refused: Alice cannot be asked/);
      assert.equal(forward.words.match(/was refused/g).length, 1);
      room.server = await Server.start({ port: room.server.port });
      // Until both are back it is refused.
      let answer;
      await until("it works again", async () => (answer = await echo("after")) === "after", {
        within: patience,
      });
      assert.equal(answer, "after");
      assert.equal(connections, 3, "those that were refused are not made later");
      running.end("there");
      assert.equal(String(await received(running)), "still there", "what ran went on");
    });
  },
);

story("Whoever exposes bounds the connections of all others together", async room => {
  const server = createServer({ allowHalfOpen: true }, socket => socket.pipe(socket));
  await listening(server, async (port, open) => {
    const { port: here, expose, id } = await tunnel(room, port);
    const other = room.rift(["--json", "--username", "Carol", "forward", id]);
    const { port: there } = await other.event("listening");
    const all = [here, there].flatMap(at =>
      Array.from({ length: 64 }, () => connect(at, "127.0.0.1").on("error", () => {})),
    );
    await until("all are connected", () => open.size === 128, { within: patience });
    assert.equal(await received(connect(there, "127.0.0.1")), "ECONNRESET");
    await expose.says(/A connection of Carol was refused: 128 are open already/);
    for (const socket of all) socket.destroy();
  });
});

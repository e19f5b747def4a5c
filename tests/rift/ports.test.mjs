// SPDX-License-Identifier: AGPL-3.0-only
/** Connections through a port that one rift exposes and another forwards: real programs at both ends. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import { connect, createServer } from "node:net";
import { test } from "node:test";
import { promisify } from "node:util";
import { until, untilStill } from "../e2e/support/until.mjs";
import { patience, withRoom } from "./support/rift.mjs";
import { listening, received, tunnel } from "./support/tunnel.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));
const run = promisify(execFile);
const digestOf = bytes => createHash("sha256").update(bytes).digest("hex");

/** File descriptors that it has. */
const descriptors = async rift => (await readdir(`/proc/${rift.child.pid}/fd`)).length;

story("curl reaches a web server behind expose", async room => {
  const page = randomBytes(3_000_001);
  const server = createHttpServer((request, response) => {
    const parts = [];
    request.on("data", part => parts.push(part));
    request.on("end", () => response.end(request.method === "POST" ? digestOf(Buffer.concat(parts)) : page));
  });
  await listening(server, async port => {
    const { port: here, address } = await tunnel(room, port);
    assert.equal(address, "127.0.0.1");
    const url = `http://127.0.0.1:${here}/`;
    const { stdout } = await run("curl", ["-sSf", url, url], { encoding: "buffer", maxBuffer: 1 << 24 });
    assert.equal(digestOf(stdout), digestOf(Buffer.concat([page, page])));
    await writeFile(room.at("page"), page);
    const posted = await run("curl", ["-sSf", "--data-binary", `@${room.at("page")}`, url]);
    assert.equal(posted.stdout, digestOf(page));
  });
});

story("Fifty connections at once do not mix", async room => {
  const server = createServer({ allowHalfOpen: true }, socket => socket.pipe(socket));
  await listening(server, async (port, open) => {
    const { port: here, expose, forward } = await tunnel(room, port);
    const one = connect(here, "127.0.0.1");
    one.end("connects them");
    await received(one);
    for (const rift of [expose, forward]) await rift.event("connection_ended");
    const before = [await descriptors(expose), await descriptors(forward)];
    const all = Array.from({ length: 50 }, () => ({
      socket: connect(here, "127.0.0.1"),
      bytes: randomBytes(200_000),
    }));
    for (const { socket, bytes } of all) socket.write(bytes.subarray(0, 1000));
    await until("all are connected", () => open.size === 50, { within: patience });
    const answers = await Promise.all(
      all.map(({ socket, bytes }) => {
        socket.end(bytes.subarray(1000));
        return received(socket);
      }),
    );
    assert.deepEqual(
      answers.map(digestOf),
      all.map(({ bytes }) => digestOf(bytes)),
    );
    await until("all have ended", () => open.size === 0, { within: patience });
    const isAsBefore = async () =>
      (await descriptors(expose)) <= before[0] && (await descriptors(forward)) <= before[1];
    await until("all is closed", isAsBefore, { within: patience });
  });
});

story("Each side may end first, and hears the other to its end", async room => {
  const server = createServer({ allowHalfOpen: true });
  await listening(server, async port => {
    const { port: here } = await tunnel(room, port);
    const client = connect({ port: here, host: "127.0.0.1", allowHalfOpen: true });
    const [behind] = await once(server, "connection");
    client.end("question");
    assert.equal(String(await received(behind)), "question");
    behind.end("answer");
    assert.equal(String(await received(client)), "answer");

    const other = connect({ port: here, host: "127.0.0.1", allowHalfOpen: true });
    const [first] = await once(server, "connection");
    first.end("greeting");
    assert.equal(String(await received(other)), "greeting");
    other.end("reply");
    assert.equal(String(await received(first)), "reply");
  });
});

story("Who does not read holds up no other, and is not read for without end", async room => {
  const server = createServer({ allowHalfOpen: true }, socket => socket.pipe(socket));
  await listening(server, async (port, open) => {
    const { port: here } = await tunnel(room, port);
    const stuck = connect(here, "127.0.0.1");
    stuck.pause();
    stuck.write(randomBytes(64_000_000));
    // Every buffer on the way is full when the far end reads no more.
    const read = () => [...open][0]?.bytesRead ?? 0;
    await until("something moves", () => read() > 0, { within: patience });
    await untilStill("nothing moves any more", read, { within: patience });
    assert.ok(read() < 32_000_000, `${read()} bytes went on`);
    const other = connect(here, "127.0.0.1");
    other.end("hello");
    assert.equal(String(await received(other)), "hello");
    stuck.destroy();
  });
});

story("A server that breaks a connection breaks it at the other end", async room => {
  const server = createServer({}, socket => socket.once("data", () => socket.resetAndDestroy()));
  await listening(server, async port => {
    const { port: here } = await tunnel(room, port);
    const client = connect(here, "127.0.0.1");
    client.write("x");
    assert.equal(await received(client), "ECONNRESET");
  });
});

for (const [gone, signal] of [
  ["expose", "SIGINT"],
  ["expose", "SIGKILL"],
  ["forward", "SIGINT"],
  ["forward", "SIGKILL"],
]) {
  story(`Nothing stays open at either end when ${gone} gets a ${signal}`, async room => {
    const server = createServer({ allowHalfOpen: true }, socket => socket.pipe(socket));
    await listening(server, async (port, open) => {
      const both = await tunnel(room, port);
      const client = connect(both.port, "127.0.0.1");
      client.on("error", () => {}).resume();
      const closed = once(client, "close").catch(() => {});
      client.write("x");
      await until("it is connected", () => open.size === 1, { within: patience });
      await both[gone].kill(signal);
      await until("the server's end is closed", () => open.size === 0, { within: patience });
      await closed;
      if (gone === "expose") {
        assert.equal(await both.forward.end(), 1, both.forward.words);
        assert.match(both.forward.words, /Forwarded no longer: /);
      }
    });
  });
}

story(
  "The port's number, or its beginning, or its name may be given, and a port to listen on",
  async room => {
    const server = createServer({ allowHalfOpen: true }, socket => socket.end("hello"));
    await listening(server, async port => {
      const expose = room.rift(["expose", String(port), "--host", "127.0.0.1", "--name", "printer"]);
      const [, id] = await expose.says(/rift forward ([0-9a-f]{8})\n/);
      const free = await listening(createServer(), async unused => unused);
      for (const name of [id, "printer"]) {
        const forward = room.rift(["forward", name, String(free), "--bind", "127.0.0.2"]);
        await until("it listens", () => forward.bytes.toString() === `127.0.0.2:${free}\n`, {
          within: patience,
        });
        assert.equal(String(await received(connect(free, "127.0.0.2"))), "hello");
        const second = room.rift(["forward", name, String(free), "--bind", "127.0.0.2"]);
        assert.equal(await second.end(), 1);
        assert.match(second.words, /something listens on 127\.0\.0\.2:\d+ already: name another port/);
        assert.equal(await forward.kill("SIGINT"), 130);
      }
    });
  },
);

story("What cannot be forwarded or exposed is said with what to do about it", async room => {
  for (const [args, code, words] of [
    [["forward", "0123"], 1, /nobody in the room offers a port 0123: list shows what there is/],
    [["expose", "0"], 2, /PORT/],
    [["expose", "70000"], 2, /PORT/],
    [["forward", "x", "70000"], 2, /PORT/],
  ]) {
    const rift = room.rift(args);
    assert.equal(await rift.end(), code, rift.words);
    assert.match(rift.words, words);
  }
});

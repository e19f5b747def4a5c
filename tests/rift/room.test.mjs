// SPDX-License-Identifier: AGPL-3.0-only
/** What several rifts in one room do beside each other: offer, take by id, talk, and obey what is typed. */
import assert from "node:assert/strict";
import { mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { digest, writeFileOf } from "../e2e/support/files.mjs";
import { Server } from "../e2e/support/server.mjs";
import { until } from "../e2e/support/until.mjs";
import { dot, patience, provider, withRoom } from "./support/rift.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));

/** A prompt without a terminal, and what it is told. */
async function prompt(room, ...args) {
  const rift = room.rift(["--json", ...args], { input: true });
  await rift.event("ready");
  return { rift, type: line => rift.child.stdin.write(`${line}\n`) };
}

story("Each file that is provided can be had by many, as often as they ask", async room => {
  const noise = await writeFileOf(room.folder, "noise.bin", 3_000_001);
  await mkdir(room.at("photos"));
  await writeFile(room.at("photos", "cat"), "meow");
  await writeFile(room.at("poem"), "roses");
  const { rift, ids } = await provider(room, "noise.bin", "photos", "poem");
  await mkdir(room.at("a"));
  await mkdir(room.at("b"));
  const runs = ["a", "b"].map(folder => room.rift(["download", ids["noise.bin"], folder]));
  for (const run of runs) assert.equal(await run.end(), 0, run.words);
  for (const folder of ["a", "b"])
    assert.equal(await digest(room.at(folder, "noise.bin")), await digest(noise));
  for (const [id, path] of [
    [ids.poem.slice(0, 8), "again"],
    ["poem", "copy"],
    ["photos.tar", "a"],
  ]) {
    const run = room.rift(["download", id, path]);
    assert.equal(await run.end(), 0, run.words);
  }
  assert.equal(await readFile(room.at("copy"), "utf8"), "roses");
  assert.equal(await readFile(room.at("again"), "utf8"), "roses");
  assert.equal(await readFile(room.at("a", "photos", "cat"), "utf8"), "meow");
  assert.equal(await rift.kill("SIGINT"), 130);
});

story("A relay that the server names for TLS alone is said to be of no use, once", async room => {
  const server = await Server.start({ environment: { KEKS_MEET_WEBRTC_TURN: "TURNS:turn.invalid" } });
  try {
    const environment = { RIFT_SIGNALING_URI: server.url.replace(/^http/, "ws") };
    const run = room.rift(["list"], { environment });
    assert.equal(await run.end(), 0, run.words);
    assert.equal(run.words.match(/over TLS .* does not speak/g)?.length, 1, run.words);
  } finally {
    await server.stop();
  }
  const run = room.rift(["list"]);
  assert.equal(await run.end(), 0, run.words);
  assert.doesNotMatch(run.words, /TLS/);
});

story("What cannot be provided or downloaded is said with what to do about it", async room => {
  await writeFile(room.at("poem"), "roses");
  await provider(room, "poem");
  for (const [args, code, words] of [
    [["provide", "poem", "nothing-here"], 1, /nothing-here/],
    [["provide", "-"], 2, /send/],
    [["download", "novel"], 1, /nobody in the room offers a file novel: list shows/],
    [["download", "poem", "no/where"], 2, /there is no folder no/],
    [["download", "poem", "poem"], 2, /exists already/],
    [["download", "poem", "--limit", "3"], 1, /more than --limit/],
    [["--json", "download", "poem", "-"], 2, /standard output/],
  ]) {
    const run = room.rift(args);
    assert.equal(await run.end(), code, `${args}: ${run.words}`);
    assert.match(run.words, words);
  }
});

story("People talk, and see who comes and goes", async room => {
  const alice = room.rift(["--username", "Alice", "chat"], { input: true });
  const bob = room.rift(["--json", "--username", "Bob\u202e", "chat"], { input: true });
  await alice.says(/Bob is here/);
  await bob.event("came");
  bob.child.stdin.write("hello \x1b[31m\u202eAlice\n");
  await alice.prints(/^Bob: hello \[31mAlice\n/m);
  alice.child.stdin.write("hello Bob\n");
  assert.deepEqual(await bob.event("chat"), { event: "chat", from: "Alice", text: "hello Bob" });
  alice.child.stdin.end();
  assert.equal(await alice.end(), 0, alice.words);
  assert.deepEqual(await bob.event("left"), { event: "left", name: "Alice" });
  assert.equal(await bob.kill("SIGTERM"), 143);
});

story("A script's words reach who is there, and it ends with them", async room => {
  const alice = room.rift(["--username", "Alice", "chat"], { input: true });
  const bob = room.rift(["--username", "Bob", "chat"], { input: "one\ntwo" });
  assert.equal(await bob.end(), 0, bob.words);
  await alice.prints(/^Bob: one\nBob: two\n/m);
});

const heard = rift =>
  rift.events.filter(({ event }) => event.startsWith("chat")).map(({ image, text }) => image ?? text);

story("Images go before what a script says, whose lines are never more than words", async room => {
  await writeFile(room.at("dot.png"), dot);
  const alice = room.rift(["--json", "--username", "Alice", "chat"], { input: true });
  const args = ["--username", "Bob", "chat", "--image", "dot.png", "--image", "./dot.png"];
  const bob = room.rift(args, { input: "look\n/image dot.png" });
  assert.equal(await bob.end(), 0, bob.words);
  await until("all is heard", () => heard(alice).length === 4, { within: patience });
  assert.deepEqual(heard(alice), ["PNG, 70 B", "PNG, 70 B", "look", "/image dot.png"]);
  assert.equal((await alice.event("chat_image")).from, "Bob");
});

/** The dot with so many bytes more of what is its picture. */
function withPixels(bytes) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes);
  head.write("IDAT", 4);
  const end = dot.length - 12;
  return Buffer.concat([dot.subarray(0, end), head, Buffer.alloc(bytes + 4), dot.subarray(end)]);
}

story("A large image that a script sends is there before it leaves", async room => {
  await writeFile(room.at("large.png"), withPixels(6_000_000));
  const alice = room.rift(["--json", "--username", "Alice", "chat"], { input: true });
  await room.rift(["list"]).end();
  const bob = room.rift([], { input: "image large.png" });
  assert.equal(await bob.end(), 0, bob.words);
  assert.equal((await alice.event("chat_image")).image, "PNG, 6.0 MB");
});

story("What is no image, or too large for one, is said with what to do about it", async room => {
  await writeFile(room.at("poem"), "roses");
  await writeFile(room.at("large.png"), Buffer.concat([dot, Buffer.alloc(6_500_000)]));
  const { rift, type } = await prompt(room);
  for (const [name, words] of [
    ["poem", /poem is neither a PNG, JPEG, WebP nor GIF image: provide it as a file/],
    ["large.png", /large\.png has more than the 6\.3 MB .*: make it smaller, or provide it as a file/],
    ["nothing-here", /cannot read nothing-here/],
  ]) {
    const run = room.rift(["chat", "--image", name], { input: "never said" });
    assert.equal(await run.end(), 1, run.words);
    assert.match(run.words, words);
    type(`image ${name}`);
    await rift.says(words);
  }
  type("image");
  await rift.says(/image takes the path of one image/);
});

story("A prompt lists, provides, downloads, and stops", async room => {
  await writeFile(room.at("poem"), "roses");
  await writeFile(room.at("two words"), "violets");
  const alice = await prompt(room, "--username", "Alice");
  const bob = await prompt(room, "--username", "Bob");
  alice.type("provide poem 'two words'");
  await until(
    "both are offered",
    () => bob.rift.events.filter(({ event }) => event === "offered").length === 2,
    { within: patience },
  );
  bob.type("download poem copy");
  await bob.rift.event("received");
  assert.equal(await readFile(room.at("copy"), "utf8"), "roses");
  bob.type("list");
  await until("it is listed", () =>
    bob.rift.events.some(({ event, label }) => event === "resource" && label === "two words"),
  );
  alice.type("stop poem");
  await bob.rift.event("withdrawn");
  bob.type("download poem other");
  await bob.rift.says(/nobody in the room offers a file poem/);
  alice.type("list");
  const task = await alice.rift.event("task");
  assert.equal(task.label, "two words");
  alice.type("chat  two  spaces 'and a quote");
  assert.equal((await bob.rift.event("chat")).text, " two  spaces 'and a quote");
  alice.type("quit");
  assert.equal(await alice.rift.end(), 0, alice.rift.words);
});

story("A prompt exposes and forwards beside all else", async room => {
  const alice = await prompt(room, "--username", "Alice");
  const bob = await prompt(room, "--username", "Bob");
  const port = Number(new URL(room.server.url).port);
  alice.type(`expose ${port} --host 127.0.0.1`);
  const { id } = await bob.rift.event("offered");
  bob.type(`forward ${id.slice(0, 8)}`);
  const here = await bob.rift.event("listening");
  const answer = await fetch(`http://127.0.0.1:${here.port}/version`);
  assert.equal(answer.status, 200);
  await answer.text();
  alice.type(`stop ${id.slice(0, 8)}`);
  await bob.rift.says(/Forwarded no longer/);
  await assert.rejects(fetch(`http://127.0.0.1:${here.port}/version`));
  // The list has no tasks, and ends before what is answered next.
  bob.type("list");
  bob.type("help");
  await bob.rift.event("help");
  assert.ok(!bob.rift.events.some(({ event }) => event === "task"));
});

story("A file that cannot be read any more is not offered any more", async room => {
  await writeFile(room.at("poem"), "roses");
  const alice = await prompt(room, "--username", "Alice");
  const bob = await prompt(room, "--username", "Bob");
  alice.type("provide poem");
  const { id } = await bob.rift.event("offered");
  await truncate(room.at("poem"), 1);
  bob.type(`download ${id} copy`);
  assert.equal((await bob.rift.event("withdrawn")).id, id);
  await alice.rift.says(/Not sent to Bob/);
});

story("What is offered beyond what others take is said, and the rest stays", async room => {
  const names = Array.from({ length: 65 }, (_, number) => `poem-${number}`);
  for (const name of names) await writeFile(room.at(name), "roses");
  const { rift, type } = await prompt(room);
  const offered = () => rift.events.filter(({ event }) => event === "provided");
  type(`provide ${names.slice(1).join(" ")}`);
  await until("as many as may be are offered", () => offered().length === 64, { within: patience });
  type(`provide ${names[0]}`);
  await rift.event("failed");
  await rift.says(/More is offered than others take/);
  assert.equal(offered().length, 64);
  type(`stop ${names[1]}`);
  type(`provide ${names[0]}`);
  await until("there is room again", () => offered().length === 65, { within: patience });
});

story("What is typed wrong is said with what is right, and nothing ends", async room => {
  const { rift, type } = await prompt(room);
  for (const [line, words] of [
    ["fetch x", /no command fetch: help lists/],
    ["download", /ID/],
    ["expose 99999", /PORT/],
    ["provide 'x", /' is not closed/],
    ["stop nothing", /nothing of yours is called nothing/],
    ["stop", /stop takes the id/],
    ["forward ''", /ID: .*empty/],
    ["download ''", /ID: .*empty/],
    ["provide nothing-here", /nothing-here/],
    ["forward 1", /nobody in the room offers a port 1/],
    ["send x", /no command send/],
    ["chat", /chat TEXT/],
  ]) {
    type(line);
    await rift.says(words);
  }
  type("expose --help");
  const { text } = await rift.event("help");
  assert.match(text, /--host/);
  type("quit");
  assert.equal(await rift.end(), 0, rift.words);
});

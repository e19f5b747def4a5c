// SPDX-License-Identifier: AGPL-3.0-only
/** The prompt on a terminal, which script(1) gives it: what one types, and what happens meanwhile. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { test } from "node:test";
import { writeFileOf } from "../e2e/support/files.mjs";
import { until } from "../e2e/support/until.mjs";
import { patience, Rift, withRoom } from "./support/rift.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));
const ctrl = letter => String.fromCharCode(letter.charCodeAt(0) - 64);
const up = "\x1b[A";

/** A rift on a terminal of its own. */
function onTerminal(room, ...args) {
  const program = Rift.program;
  // In place of the shell, which a Ctrl+C would end as well.
  const command = ["exec", program, "--username", "Alice", ...args].join(" ");
  const rift = room.rift(["-qefc", command, "/dev/null"], {
    input: true,
    program: "script",
    environment: { TERM: "xterm", SHELL: "/bin/sh" },
  });
  return { rift, type: keys => rift.child.stdin.write(keys) };
}

/** One that waits for what is typed. */
async function terminal(room, ...args) {
  const both = onTerminal(room, ...args);
  await both.rift.prints(/(rift)?> $/);
  return both;
}

/** Somebody else in the room. */
async function bob(room) {
  const rift = room.rift(["--json", "--username", "Bob", "chat"], { input: true });
  await rift.event("came");
  return rift;
}

const said = (rift, count) =>
  until(
    `${count} were heard`,
    () => {
      const texts = rift.events.filter(({ event }) => event === "chat").map(({ text }) => text);
      return texts.length >= count && texts;
    },
    { within: patience },
  );

story("What happens is shown above the line that is being typed, which goes on", async room => {
  const { rift, type } = await terminal(room);
  type("chat hel");
  await rift.prints(/rift> chat hel$/);
  const other = await bob(room);
  await rift.prints(/\r\x1b\[JBob is here\r\n(\r|\x1b\[[^A-Z]*[A-Z])*rift> chat hel$/);
  type("lo\r");
  assert.deepEqual(await said(other, 1), ["hello"]);
});

story("A long line that takes several rows of the terminal is taken away as a whole", async room => {
  const { rift, type } = await terminal(room);
  const long = "word ".repeat(40);
  type(`chat ${long}`);
  await until(
    "it is shown",
    () =>
      rift.bytes
        .toString()
        .replace(/[^a-z]/g, "")
        .endsWith("word".repeat(10)),
    { within: patience },
  );
  const other = await bob(room);
  await rift.prints(/\x1b\[2A\r\x1b\[JBob is here\r\n/);
  type("end\r");
  assert.deepEqual(await said(other, 1), [`${long}end`]);
});

story("Earlier lines come back, and commands, files and ids are completed", async room => {
  await writeFile(room.at("my poem"), "roses");
  const { rift, type } = await terminal(room);
  const other = await bob(room);
  type("chat one\r");
  await said(other, 1);
  type(`${up}\r`);
  assert.deepEqual(await said(other, 2), ["one", "one"]);
  type("prov\t");
  await rift.prints(/rift> prov[^]*ide $/);
  type("my\t\r");
  const [, id] = await rift.prints(/Offered: my poem, 5 B, as ([0-9a-f]{32})/);
  type(`st\t${id.slice(0, 4)}\t\r`);
  await rift.prints(/Stopped: my poem/);
  type("\t");
  await rift.prints(/chat  download  expose/);
});

story("Ctrl+C drops what is typed and leaves otherwise, Ctrl+D leaves", async room => {
  const first = await terminal(room);
  first.type("chat not this");
  await first.rift.prints(/not this$/);
  first.type(ctrl("C"));
  await first.rift.prints(/\^C\r\n.*rift> $/s);
  first.type(ctrl("C"));
  assert.equal(await first.rift.end(), 130);
  const second = await terminal(room);
  second.type(ctrl("D"));
  assert.equal(await second.rift.end(), 0);
});

story("A chat is typed and read on one terminal", async room => {
  const { rift, type } = await terminal(room, "chat");
  const other = await bob(room);
  type("grüße\r");
  assert.deepEqual(await said(other, 1), ["grüße"]);
  other.child.stdin.write("hi\n");
  await rift.prints(/Bob: hi\r\n/);
  await writeFile(room.at("two words.gif"), "GIF89a");
  type("/image tw\t\r");
  assert.equal((await other.event("chat_image")).image, "GIF, 6 B");
  await rift.prints(/Said: two words\.gif, 6 B/);
  type("/image a b\r");
  await rift.prints(/\/image takes the path of one image/);
  type("not this");
  await rift.prints(/not this$/);
  type(ctrl("C"));
  await rift.prints(/not this\^C\r\n/);
  type(ctrl("D"));
  assert.equal(await rift.end(), 0);
});

story("No file is written to a terminal, but to a pipe that ends there", async room => {
  await writeFile(room.at("poem"), "\x1b]0;roses\x07");
  for (const words of [
    ["receive", "-"],
    ["download", "poem", "-"],
  ]) {
    const { rift } = onTerminal(room, ...words);
    assert.equal(await rift.end(), 2);
    assert.match(rift.bytes.toString(), /output is a terminal.*: name a file,\s+or pipe it into a program/);
    assert.doesNotMatch(rift.bytes.toString(), /Waiting/);
  }
  const sender = room.rift(["send", "poem"]);
  const { rift } = onTerminal(room, "receive", "-", "|", "cat");
  assert.equal(await rift.end(), 0);
  assert.match(rift.bytes.toString(), /\x1b\]0;roses\x07/);
  assert.equal(await sender.end(), 0, sender.words);
});

story("Who interrupts a transfer finds no half of a line of it", async room => {
  const path = await writeFileOf(room.folder, "noise.bin", 600_000_000);
  for (const interrupted of ["send", "receive"]) {
    const [sender, receiver] = [
      onTerminal(room, "send", "--no-qr", path),
      onTerminal(room, "receive", "copy"),
    ];
    const [one, other] = interrupted === "send" ? [sender, receiver] : [receiver, sender];
    await one.rift.prints(/noise\.bin {2}\d+ % {2}.*\/s {2}.* left {2}(to|from) Alice$/);
    one.type(ctrl("C"));
    assert.equal(await one.rift.end(), 130);
    assert.match(one.rift.bytes.toString(), /Alice\^C\r\x1b\[K$/);
    await other.rift.prints(/\r\x1b\[K[^\r]*(does not offer it any more|does not want it|Not sent)/);
    // Nobody else offers it, and somebody else may want it.
    if (interrupted === "receive") other.type(ctrl("C"));
    assert.equal(await other.rift.end(), interrupted === "receive" ? 130 : 1);
    assert.match(other.rift.bytes.toString(), /(\r\n|\x1b\[K)(\^C)?(\r\x1b\[K)?$/);
  }
});

// SPDX-License-Identifier: AGPL-3.0-only
/** How rift is called, asked and left: options, secrets, servers that are not there, and exit codes. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, open, readdir, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { freePort } from "../e2e/support/free-port.mjs";
import { patience, Rift, withRoom } from "./support/rift.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));

/** A rift without a secret, on a terminal of its own, by script(1). */
function onTerminal(room, command, { before = "", after = "exit $?" } = {}) {
  const rift = room.rift(["-qec", `${before} ${Rift.program} ${command}; ${after}`, "/dev/null"], {
    input: true,
    program: "script",
    environment: { RIFT_SECRET: undefined, TERM: "xterm", SHELL: "/bin/sh" },
  });
  return { rift, type: keys => rift.child.stdin.write(keys) };
}

story("A server that is not there ends every command after a while, and says why", async room => {
  const environment = { RIFT_SIGNALING_URI: `ws://127.0.0.1:${await freePort()}` };
  const calls = [["list"], ["--json", "receive"], ["-q", "download", "x"], ["chat"], []];
  const runs = calls.map(args => room.rift(args, { environment, input: "" }));
  for (const run of runs) {
    assert.equal(await run.end(), 3, run.words);
    assert.match(run.words, /out of reach: .*Connection refused.*signaling-uri/);
  }
  const [, json, quiet] = runs;
  assert.equal(json.events[0].event, "lost");
  assert.match(json.events.at(-1).reason, /Connection refused/);
  assert.doesNotMatch(quiet.words, /trying again/);
});

story("A quiet one says nothing but what went wrong", async room => {
  await writeFile(room.at("poem"), "roses");
  const sender = room.rift(["-q", "send", "poem"]);
  const receiver = room.rift(["--quiet", "receive", "copy"]);
  assert.equal(await receiver.end(), 0, receiver.words);
  assert.equal(await sender.end(), 0, sender.words);
  for (const run of [sender, receiver]) assert.equal(run.words + run.bytes.toString(), "");
});

story(
  "A secret that is said on the command line counts before others, and an empty one is none",
  async room => {
    await writeFile(room.at("poem"), "roses");
    await writeFile(room.at("secret"), "of the file\nnot this\n");
    const sender = room.rift(["--secret", "of the file", "send", "poem"]);
    const receiver = room.rift(["--secret-file", "secret", "receive", "copy"]);
    assert.equal(await receiver.end(), 0, receiver.words);
    assert.equal(await sender.end(), 0, sender.words);
    const empty = room.rift(["receive"], { environment: { RIFT_SECRET: "" } });
    assert.equal(await empty.end(), 2);
    assert.match(empty.words, /give a secret with/);
    const nothing = room.rift(["--secret=", "receive"]);
    assert.equal(await nothing.end(), 2);
    assert.match(nothing.words, /--secret has no value/);
  },
);

story("A secret is asked for without showing it", async room => {
  await writeFile(room.at("poem"), "roses");
  const sender = room.rift(["send", "poem"]);
  const { rift, type } = onTerminal(room, "receive copy");
  await rift.prints(/Room secret: $/);
  type("hunter2\r");
  assert.equal(await rift.end(), 0, rift.bytes.toString());
  assert.equal(await sender.end(), 0, sender.words);
  assert.equal(await readFile(room.at("copy"), "utf8"), "roses");
  assert.doesNotMatch(rift.bytes.toString(), /hunter2/);
});

story("Who interrupts the question has a terminal that shows what is typed", async room => {
  // The shell outlives the Ctrl+C.
  const { rift, type } = onTerminal(room, "receive", { before: "trap : INT;", after: "stty -a" });
  await rift.prints(/Room secret: $/);
  type("hunt\x03");
  await rift.prints(/ -?echo /);
  await rift.end();
  assert.match(rift.bytes.toString(), / echo /);
});

story("A file whose name is in brackets is that file", async room => {
  await writeFile(room.at("[a,b]"), "roses");
  await mkdir(room.at("to"));
  const sender = room.rift(["send", "[a,b]"]);
  const receiver = room.rift(["receive", "to"]);
  assert.equal(await receiver.end(), 0, receiver.words);
  assert.equal(await sender.end(), 0, sender.words);
  assert.deepEqual(await readdir(room.at("to")), ["[a,b]"]);
});

story("What a script asked for in vain shows in the status of a prompt and of a chat", async room => {
  const long = `${"long ".repeat(5000)}\nshort\n`;
  const [prompt, chat, fine] = [
    room.rift([], { input: "download nothing\nlist\n" }),
    room.rift(["chat"], { input: long }),
    room.rift([], { input: "list\nchat hello\n" }),
  ];
  assert.equal(await prompt.end(), 1, prompt.words);
  assert.equal(await chat.end(), 1, chat.words);
  assert.equal(await fine.end(), 0, fine.words);
});

story("A link to a room leads to its server, unless another is named", async room => {
  await writeFile(room.at("poem"), "roses");
  const sender = room.rift(["--secret", "by link", "send", "poem"]);
  const link = `${room.server.url}room#by%20link`;
  const environment = { RIFT_SIGNALING_URI: undefined, RIFT_SECRET: link };
  const receiver = room.rift(["receive", "copy"], { environment });
  assert.equal(await receiver.end(), 0, receiver.words);
  assert.equal(await sender.end(), 0, sender.words);
  const other = room.rift(["--secret", "http://elsewhere.example/room#x", "list"]);
  assert.equal(await other.end(), 0, other.words);
  assert.match(other.words, /link is on elsewhere\.example; going to that on 127\.0\.0\.1/);
});

story("What nohup has it ignore does not end it", async room => {
  await writeFile(room.at("poem"), "roses");
  const command = `trap "" HUP INT; exec "$0" "$@"`;
  const receiver = room.rift(["-c", command, Rift.program, "--json", "receive", "copy"], { program: "sh" });
  const watcher = room.rift(["--json", "chat"], { input: true });
  await watcher.event("came");
  receiver.child.kill("SIGHUP");
  receiver.child.kill("SIGINT");
  const sender = room.rift(["send", "poem"]);
  assert.equal(await receiver.end(), 0, receiver.words);
  assert.equal(await sender.end(), 0, sender.words);
});

story("Where the standard streams are closed nothing else is taken for them", async room => {
  const closed = (...args) =>
    room.rift(["-c", 'exec "$0" "$@" <&-', Rift.program, ...args], { program: "sh" });
  const sender = closed("send", "-");
  assert.equal(await sender.end(), 1);
  assert.match(sender.words, /cannot read standard input/);
  const prompt = closed();
  assert.equal(await prompt.end(), 0, prompt.words);
});

story("Nothing of a line that is too long is said", async room => {
  const listener = room.rift(["--json", "chat"], { input: true });
  const chat = room.rift(["chat"], { input: `${"z".repeat(131_080)}\nshort\n` });
  const heard = await listener.event("chat");
  assert.equal(heard.text, "short");
  assert.equal(await chat.end(), 1, chat.words);
});

story("What cannot be printed is no success", async room => {
  await writeFile(room.at("poem"), "roses");
  const environment = { HOME: "/nonexistent", RIFT_SIGNALING_URI: room.server.url.replace(/^http/, "ws") };
  const full = await open("/dev/full", "w");
  try {
    for (const args of [
      ["--json", "--secret", "hunter2", "chat"],
      ["send", "poem"],
    ]) {
      const stdio = ["ignore", full.fd, "pipe"];
      const child = spawn(Rift.program, args, { cwd: room.folder, env: environment, stdio });
      let words = "";
      child.stderr.on("data", data => (words += data));
      if (args.includes("chat")) room.rift(["chat"], { input: "hello\n" });
      assert.equal(await new Promise(resolve => child.once("close", resolve)), 1, words);
      assert.match(words, /could not be written to standard output: No space left on device/);
    }
  } finally {
    await full.close();
  }
});

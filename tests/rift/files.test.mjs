// SPDX-License-Identifier: AGPL-3.0-only
/** Two rifts and a real server: what one sends, the other has, whole, under its own name, or not at all. */
import assert from "node:assert/strict";
import { chmod, lstat, mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { digest, writeFileOf } from "../e2e/support/files.mjs";
import { until } from "../e2e/support/until.mjs";
import { patience, withRoom } from "./support/rift.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));

/** Sends, receives, and expects both to end well. */
async function transfer(room, sent, received, options = {}) {
  const sender = room.rift(["send", ...sent], options.sender);
  const receiver = room.rift(["receive", ...received], options.receiver);
  assert.deepEqual([await receiver.end(), await sender.end()], [0, 0], sender.words + receiver.words);
  return { sender, receiver };
}

/** Waits until bytes have come: an empty file is there before the two are connected. */
const some = part =>
  until("some of it is there", async () => (await stat(part).catch(() => undefined))?.size > 0, {
    within: patience,
  });

story("A file arrives under its name, whoever comes first", async room => {
  const path = await writeFileOf(room.folder, "noise.bin", 30_000_001);
  for (const first of ["send", "receive"]) {
    await mkdir(room.at(first));
    const send = () => room.rift(["send", path]);
    const receive = () => room.rift(["receive", first]);
    const one = first === "send" ? send() : receive();
    if (first === "receive") await one.says(/Waiting/);
    const other = first === "send" ? receive() : send();
    assert.deepEqual([await one.end(), await other.end()], [0, 0], one.words + other.words);
    assert.equal(await digest(room.at(first, "noise.bin")), await digest(path));
    assert.deepEqual(await readdir(room.at(first)), ["noise.bin"]);
  }
});

story("An empty file is a file", async room => {
  await writeFile(room.at("empty"), "");
  await transfer(room, ["empty"], ["copy"]);
  assert.equal(await readFile(room.at("copy"), "utf8"), "");
});

story("A folder arrives as a folder, links in it as links", async room => {
  await mkdir(room.at("photos", "2024"), { recursive: true });
  await mkdir(room.at("out"));
  await writeFile(room.at("photos", "2024", "köln 🏙.txt"), "cathedral");
  await writeFile(room.at("photos", "run"), "#!/bin/sh\n");
  await chmod(room.at("photos", "run"), 0o755);
  await symlink("2024", room.at("photos", "latest"));
  await transfer(room, ["photos"], ["out"]);
  assert.equal(await readFile(room.at("out", "photos", "2024", "köln 🏙.txt"), "utf8"), "cathedral");
  assert.equal(await readlink(room.at("out", "photos", "latest")), "2024");
  assert.equal((await lstat(room.at("out", "photos", "run"))).mode & 0o777, 0o755);
  assert.deepEqual(await readdir(room.at("out")), ["photos"]);
});

story("A link is sent as what it leads to, under the name that was typed", async room => {
  await mkdir(room.at("photos-2024"));
  await writeFile(room.at("log-2024.log"), "roses");
  await writeFile(room.at("photos-2024", "cat"), "miaow");
  await symlink("log-2024.log", room.at("latest.log"));
  await symlink("photos-2024", room.at("latest"));
  for (const [sent, cwd] of [
    ["latest.log", room.folder],
    ["latest", room.folder],
    [".", room.at("photos-2024")],
  ]) {
    await mkdir(room.at("out"), { recursive: true });
    await transfer(room, [sent], [room.at("out")], { sender: { cwd } });
  }
  assert.deepEqual((await readdir(room.at("out"))).toSorted(), ["latest", "latest.log", "photos-2024"]);
  assert.equal(await readFile(room.at("out", "latest.log"), "utf8"), "roses");
  assert.equal(await readFile(room.at("out", "latest", "cat"), "utf8"), "miaow");
});

story("What is left out of a folder is said, also to scripts and to who wants errors only", async room => {
  await mkdir(room.at("photos"));
  await writeFile(room.at("photos", "cat"), "miaow");
  await symlink("/etc", room.at("photos", "etc"));
  const { sender } = await transfer(room, ["-q", "photos"], ["out"]);
  assert.equal(sender.words, "rift: Left out: photos/etc is a link that leads elsewhere\n");
  for (let number = 0; number < 20; ++number) await symlink("/", room.at("photos", `root${number}`));
  const script = (await transfer(room, ["--json", "photos"], ["again"])).sender;
  const leftOut = script.events.filter(({ event }) => event === "left_out");
  assert.equal(leftOut.length, 21);
  assert.deepEqual(leftOut[0], {
    event: "left_out",
    path: "photos/etc",
    reason: "is a link that leads elsewhere",
  });
  assert.deepEqual(leftOut.at(-1), { event: "left_out", more: 1 });
});

story("A name that some systems hide or forbid is made harmless, and who sends is told", async room => {
  await mkdir(room.at("out"));
  await mkdir(room.at(".config"));
  await writeFile(room.at(".config", ".hidden"), "there");
  for (const [name, content, saved, offered] of [
    [".env", "KEY=1", "env", "env"],
    ["x:y", "roses", "x_y", "x_y"],
    ["CON", "violets", "_CON", "_CON"],
    [".config", undefined, "config", "config.tar"],
  ]) {
    if (content !== undefined) await writeFile(room.at(name), content);
    const { sender, receiver } = await transfer(room, [name], ["out"]);
    assert.ok(sender.words.includes(` is offered as ${offered}, `), sender.words);
    assert.ok(sender.words.includes(`tester has ${offered}, `), sender.words);
    assert.ok(receiver.words.includes(`Saved out/${saved}, `), receiver.words);
    const path = content === undefined ? ["config", ".hidden"] : [saved];
    assert.equal(await readFile(room.at("out", ...path), "utf8"), content ?? "there");
  }
  await writeFile(room.at("poem"), "roses");
  const { sender } = await transfer(room, ["poem"], ["copy"]);
  assert.doesNotMatch(sender.words, /is offered as/);
});

story("Several files come together", async room => {
  await writeFile(room.at("a"), "1");
  await writeFile(room.at("b"), "2");
  await transfer(room, ["a", "b"], ["both"]);
  assert.deepEqual(await readdir(room.at("both")), ["a", "b"]);
});

story("Standard input goes to standard output, byte by byte", async room => {
  const bytes = Buffer.from([0, 10, 13, 255, 0, 128]);
  const { receiver } = await transfer(room, ["-"], ["-"], { sender: { input: bytes } });
  assert.deepEqual(receiver.bytes, bytes);
});

story("Three receive one file, and the sender ends when all of them have it", async room => {
  const path = await writeFileOf(room.folder, "noise.bin", 5_000_000);
  const sender = room.rift(["send", "--receivers", "3", path]);
  const receivers = ["x", "y", "z"].map(name => room.rift(["receive", name]));
  for (const run of [...receivers, sender]) assert.equal(await run.end(), 0, run.words);
  for (const name of ["x", "y", "z"]) assert.equal(await digest(room.at(name)), await digest(path));
});

story("What exists is not overwritten unless that is asked for", async room => {
  await writeFile(room.at("new"), "new");
  await writeFile(room.at("old"), "old");
  const refused = room.rift(["receive", "old"]);
  assert.equal(await refused.end(), 2);
  assert.match(refused.words, /old exists already: .*--overwrite/);
  await transfer(room, ["new"], ["--overwrite", "old"]);
  assert.equal(await readFile(room.at("old"), "utf8"), "new");
});

story("Who is interrupted leaves nothing half-written, and the other is told", async room => {
  await mkdir(room.at("out"));
  const path = await writeFileOf(room.folder, "noise.bin", 400_000_000);
  const sender = room.rift(["send", path]);
  const receiver = room.rift(["receive", "out"]);
  await receiver.says(/Receiving/);
  await until("it has begun", async () => (await readdir(room.at("out"))).length > 0);
  receiver.kill("SIGINT");
  assert.equal(await receiver.end(), 130);
  assert.deepEqual(await readdir(room.at("out")), []);
  await sender.says(/Not sent to tester|does not want it/);
  // It still offers: somebody else can have it.
  const next = room.rift(["receive", "out"]);
  assert.deepEqual([await next.end(), await sender.end()], [0, 0], next.words + sender.words);
});

story("A sender that is killed is noticed, and nothing stays under the name", async room => {
  await mkdir(room.at("out"));
  const path = await writeFileOf(room.folder, "noise.bin", 400_000_000);
  const sender = room.rift(["send", path]);
  const receiver = room.rift(["receive", "out"]);
  await some(room.at("out", "noise.bin.part"));
  await sender.kill("SIGKILL");
  assert.equal(await receiver.end(), 1, receiver.words);
  assert.match(receiver.words, /Broken off, and waiting[^]*Not received: /);
  assert.deepEqual(await readdir(room.at("out")), ["noise.bin.part"]);
});

story("A server that restarts ends no transfer", async room => {
  const path = await writeFileOf(room.folder, "noise.bin", 400_000_000);
  const sender = room.rift(["send", path]);
  const receiver = room.rift(["receive", "copy"]);
  await some(room.at("copy.part"));
  await room.server.kill();
  assert.deepEqual([await receiver.end(), await sender.end()], [0, 0], receiver.words + sender.words);
  assert.equal(await digest(room.at("copy")), await digest(path));
});

story("Scripts read events, and the new secret, as JSON", async room => {
  await writeFile(room.at("poem"), "roses");
  const sender = room.rift(["--json", "send", "poem"], { environment: { RIFT_SECRET: undefined } });
  const { secret, link } = await until("a secret", () =>
    sender.events.find(({ event }) => event === "secret"),
  );
  assert.match(secret, /^[a-z]+-[a-z]+-[a-z]+#[0-9a-f]{32}$/);
  assert.equal(link, `${room.server.url}room#${secret}`);
  const receiver = room.rift(["--json", "receive", "copy"], { environment: { RIFT_SECRET: link } });
  assert.deepEqual([await receiver.end(), await sender.end()], [0, 0], receiver.words + sender.words);
  const { id, ...provided } = await sender.event("provided");
  assert.match(id, /^[0-9a-f]{32}$/);
  assert.deepEqual(provided, { event: "provided", name: "poem", size: 5 });
  assert.deepEqual(sender.events.at(-1), { event: "sent", name: "poem", size: 5, to: "tester" });
  assert.deepEqual(receiver.events.at(-1), {
    event: "received",
    name: "poem",
    path: "copy",
    size: 5,
    from: "tester",
  });
});

story("What is offered is listed with who offers it", async room => {
  await writeFile(room.at("poem"), "roses");
  const sender = room.rift(["--username", "Alice", "send", "--receivers", "0", "poem"]);
  await until(
    "it is listed",
    async () => {
      const list = room.rift(["list"]);
      assert.equal(await list.end(), 0);
      return /^Alice\n {2}file {2}[0-9a-f]{32} {2}poem {2}5 B$/m.test(list.bytes.toString());
    },
    { within: patience },
  );
  assert.equal(await sender.kill("SIGINT"), 130);
});

story("What is wrong is said with what to do about it", async room => {
  for (const [args, environment, code, words] of [
    [["send", "nothing-here"], {}, 1, /nothing-here/],
    [["receive", "no/folder/file"], {}, 2, /there is no folder no\/folder/],
    [["receive"], { RIFT_SECRET: undefined }, 2, /--secret-file, RIFT_SECRET or --secret/],
    [["list"], { RIFT_SIGNALING_URI: "ftp://x" }, 2, /--signaling-uri/],
    [["send", "-", "x"], {}, 2, /standard input alone/],
    [["--json", "receive", "-"], {}, 2, /standard output/],
    [["send"], {}, 2, /PATH/],
  ]) {
    const run = room.rift(args, { environment });
    assert.equal(await run.end(), code, run.words);
    assert.match(run.words, words);
  }
});

story("Scripts hear why what is to be sent cannot be", async room => {
  await writeFile(room.at("poem"), "roses");
  for (const command of [
    ["send", "nope"],
    ["provide", "poem", "nope"],
  ]) {
    const run = room.rift(["--json", ...command]);
    assert.equal(await run.end(), 1);
    const failed = run.events.filter(({ event }) => event === "failed");
    assert.deepEqual(failed, [{ event: "failed", reason: "cannot read nope: it does not exist" }]);
  }
});

story("The secret is not in the command line that others see", async room => {
  const run = room.rift(["--secret", "not-for-others", "receive"]);
  await run.says(/Waiting/);
  assert.doesNotMatch(await readFile(`/proc/${run.child.pid}/cmdline`, "utf8"), /not-for-others/);
});

// SPDX-License-Identifier: AGPL-3.0-only
/** Commands that come from a script, at the prompt or as the command line. */
import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { digest, writeFileOf } from "../e2e/support/files.mjs";
import { patience, provider, withRoom } from "./support/rift.mjs";

const story = (sentence, act) => test(sentence, { timeout: 3 * patience }, () => withRoom(act));

story("An empty word, such as of a variable that is not set, names nothing", async room => {
  await writeFile(room.at("poem"), "roses");
  const { rift } = await provider(room, "poem");
  for (const command of ["download", "forward"]) {
    const run = room.rift([command, ""]);
    assert.equal(await run.end(), 2, run.words);
    assert.match(run.words, /ID: .*empty/);
  }
  const script = room.rift(["--json"], { input: "expose 9\nstop ''\nlist" });
  assert.equal(await script.end(), 1, script.words);
  assert.match(script.words, /stop takes the id/);
  assert.equal(script.events.filter(({ event }) => event === "task").length, 1);
  assert.equal(await rift.kill("SIGINT"), 130);
});

story("The next line of a script finds what the one before began", async room => {
  await writeFile(room.at("poem"), "roses");
  await writeFile(room.at("song"), "la");
  const script = room.rift(["--json"], {
    input:
      "provide song\nprovide poem\nlist\nstop poem\nprovide nothing-here\nstop song\nexpose 9\nstop localhost:9\nlist",
  });
  assert.equal(await script.end(), 1, "for what is not there");
  assert.doesNotMatch(script.words, /nothing of yours/);
  const happened = script.events.map(({ event }) => event);
  const expected = "provided provided task task stopped stopped exposed stopped".split(" ");
  assert.deepEqual(
    happened.filter(each => expected.includes(each)),
    expected,
  );
  // The end of the input waits as well.
  const short = room.rift(["--json"], { input: "provide song" });
  assert.equal(await short.end(), 0, short.words);
  assert.equal(short.events.at(-1).event, "provided");
});

story("A script that asks for a file waits for it at its end", async room => {
  const path = await writeFileOf(room.folder, "noise.bin", 50_000_000);
  const { ids } = await provider(room, "noise.bin");
  const rift = room.rift([], { input: `download ${ids["noise.bin"]} copy` });
  assert.equal(await rift.end(), 0, rift.words);
  assert.equal(await digest(room.at("copy")), await digest(path));
  assert.deepEqual((await readdir(room.folder)).sort(), ["copy", "noise.bin"]);
});

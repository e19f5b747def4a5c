// SPDX-License-Identifier: AGPL-3.0-only
// Sends large things from one rift to another, and prints JSON for each:
//   KEKS_SERVER_BINARY=build/release/keks-meet-server KEKS_RIFT_BINARY=build/release/rift \
//     node tests/bench/rift.mjs [--mebibytes 2048] [--sparse 10240] [--files 100000]
// 0 leaves one out. A sparse file takes room only where it is saved (TMPDIR). Fails if what arrives is not what was
// sent, or if an end takes more memory than its bound.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { digest, writeFileOf } from "../e2e/support/files.mjs";
import { withRoom } from "../rift/support/rift.mjs";
import { watched } from "./support/cpu-time.mjs";

const { values } = parseArgs({
  options: {
    mebibytes: { type: "string", default: "2048" },
    sparse: { type: "string", default: "10240" },
    files: { type: "string", default: "100000" },
  },
});

/** Of each end, whatever the size. */
const mostMebibytes = 64;
/** Bytes of each small file, and files in a folder. */
const small = { bytes: 100, folder: 1000 };
/** Milliseconds before a run is given up: 4 MiB or 400 files each second would be too slow for anybody. */
const patience = mebibytes => 60_000 + mebibytes * 250;

/** Sends `what` of the room's folder to "copy" in it. */
async function sends(room, what, limit) {
  const start = performance.now();
  const runs = [room.rift(["--quiet", "send", what]), room.rift(["--quiet", "receive", "copy"])];
  const [sender, receiver] = runs.map(run => watched(run.child, run.ended));
  const timer = setTimeout(() => runs.forEach(run => run.kill("SIGKILL")), limit);
  const codes = await Promise.all(runs.map(run => run.ended));
  clearTimeout(timer);
  assert.deepEqual(codes, [0, 0], runs.map(run => run.words).join());
  const seconds = Math.round((performance.now() - start) / 10) / 100;
  for (const { peakMebibytes } of [sender, receiver])
    assert.ok(peakMebibytes < mostMebibytes, `${peakMebibytes} MiB`);
  return { seconds, sender, receiver };
}

const print = result => console.log(JSON.stringify(result));

async function file(name, mebibytes, make) {
  await withRoom(async room => {
    await make(room);
    const result = await sends(room, name, patience(mebibytes));
    const [sent, arrived] = await Promise.all([room.at(name), room.at("copy")].map(digest));
    assert.equal(arrived, sent);
    print({ what: name, mebibytes, mebibytesPerSecond: Math.round(mebibytes / result.seconds), ...result });
  });
}

const noise = mebibytes =>
  file("noise", mebibytes, room => writeFileOf(room.folder, "noise", mebibytes * 2 ** 20));

const sparse = mebibytes =>
  file("sparse", mebibytes, async room => {
    const handle = await open(room.at("sparse"), "w");
    await handle.truncate(mebibytes * 2 ** 20);
    await handle.write("at its end", mebibytes * 2 ** 20 - 10);
    await handle.close();
  });

async function makeTree(top, count) {
  for (let made = 0; made < count; made += small.folder) {
    const folder = join(top, String(made));
    await mkdir(folder, { recursive: true });
    for (let number = made; number < Math.min(count, made + small.folder); number++)
      await writeFile(join(folder, String(number)), `${number} `.padEnd(small.bytes, "x"));
  }
}

/** Of all names, sizes and bytes. */
async function digestOfTree(top) {
  const hash = createHash("sha256");
  const names = (await readdir(top, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  for (const name of names.sort()) {
    hash.update(`${name.slice(top.length)} ${(await stat(name)).size} `);
    hash.update(await readFile(name));
  }
  return { files: names.length, sha256: hash.digest("hex") };
}

async function tree(count) {
  await withRoom(async room => {
    await makeTree(room.at("tree"), count);
    const sent = await digestOfTree(room.at("tree"));
    await mkdir(room.at("copy"));
    const result = await sends(room, "tree", patience(count / 100));
    assert.deepEqual(await digestOfTree(room.at("copy", "tree")), sent);
    print({ what: "tree", ...sent, filesPerSecond: Math.round(count / result.seconds), ...result });
    await rm(room.at("copy"), { recursive: true });
  });
}

const runs = [
  [noise, Number(values.mebibytes)],
  [sparse, Number(values.sparse)],
  [tree, Number(values.files)],
];
for (const [run, size] of runs) if (size > 0) await run(size);

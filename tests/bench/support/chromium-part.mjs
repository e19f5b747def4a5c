// SPDX-License-Identifier: AGPL-3.0-only
import { open } from "node:fs/promises";
import { loadavg } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "../../e2e/support/browser.mjs";
import { digest, downloads, folderOf, saved, shares } from "../../e2e/support/files.mjs";
import { Scene } from "../../e2e/support/scene.mjs";
import { Server } from "../../e2e/support/server.mjs";
import { BenchChild } from "./bench-child.mjs";
import { grid, median } from "./summary.mjs";

/** Milliseconds before a run is given up: 1 MiB each second would be too slow for anybody. */
const patience = mebibytes => 60_000 + mebibytes * 1000;

const name = "large.bin";

/** Who sends to whom: rift, or the web client in a Chromium. */
const directions = [
  { name: "chromium to chromium", act: betweenPages },
  { name: "rift to chromium", act: fromRift },
  { name: "chromium to rift", act: toRift },
];

/** Files between rift and the web client, by the clock on the wall, and between two web clients. */
export async function measureChromium({ program, rounds, mebibytes, say }) {
  const server = await Server.start();
  const samples = [];
  try {
    for (let round = 0; round < rounds; round++)
      for (const direction of directions) {
        const load = loadavg()[0];
        const seconds = await inScene(server, scene => direction.act({ scene, program, mebibytes }));
        samples.push({ round, name: direction.name, seconds, mebibytesPerSecond: mebibytes / seconds, load });
        say(`${direction.name}, round ${round + 1}`);
      }
  } finally {
    await server.stop();
  }
  return { samples, text: table(samples) };
}

async function inScene(server, act) {
  const scene = new Scene(undefined, server);
  try {
    return await act(scene);
  } finally {
    await scene.close();
  }
}

/** Each in a browser of their own, as people have. */
async function enters(scene, who) {
  const browser = await launchBrowser();
  scene.endsWith(() => browser.close());
  return scene.enters(who, {}, browser);
}

async function betweenPages({ scene, mebibytes }) {
  const path = await sparseFile(scene, mebibytes);
  const sender = await enters(scene, "sender");
  const receiver = await enters(scene, "receiver");
  await receiver.meets(sender);
  await shares(sender, path);
  return saves(receiver, sender, path, mebibytes);
}

async function fromRift({ scene, program, mebibytes }) {
  const path = await sparseFile(scene, mebibytes);
  const receiver = await enters(scene, "receiver");
  const rift = riftIn(scene, program, ["send", path]);
  const seconds = await saves(receiver, { name: "rift" }, path, mebibytes);
  await rift.done();
  return seconds;
}

async function toRift({ scene, program, mebibytes }) {
  const path = await sparseFile(scene, mebibytes);
  const copy = join(await folderOf(scene), "copy");
  const sender = await enters(scene, "sender");
  await shares(sender, path);
  const start = performance.now();
  await riftIn(scene, program, ["receive", copy]).done();
  const seconds = (performance.now() - start) / 1000;
  await compare(path, copy);
  return seconds;
}

/** The page asks for the file, and has it on its disk in the end. */
async function saves(receiver, sender, path, mebibytes) {
  const start = performance.now();
  const got = await saved(await downloads(receiver, name, sender), patience(mebibytes));
  const seconds = (performance.now() - start) / 1000;
  await compare(path, got.path);
  return seconds;
}

async function compare(path, copy) {
  if ((await digest(copy)) !== (await digest(path))) throw new Error("What came is not what was sent");
}

function riftIn(scene, program, words) {
  const child = new BenchChild(program, ["--quiet", ...words], {
    HOME: "/nonexistent",
    RIFT_SIGNALING_URI: scene.server.url.replace(/^http/, "ws"),
    RIFT_SECRET: scene.secret,
    RIFT_USERNAME: "rift",
  });
  scene.endsWith(() => child.kill());
  return child;
}

/** It takes no room on the disk where it is read. */
async function sparseFile(scene, mebibytes) {
  const path = join(await folderOf(scene), name);
  const file = await open(path, "w");
  await file.truncate(mebibytes * 2 ** 20);
  await file.close();
  return path;
}

function table(samples) {
  const of = direction => samples.filter(one => one.name === direction);
  const pages = of(directions[0].name);
  return grid(
    ["through the web client", "MiB/s", "times two Chromiums'", "load"],
    directions.map(direction => {
      const own = of(direction.name);
      const speed = median(own.map(one => one.mebibytesPerSecond));
      const ratio = median(own.map((one, at) => one.mebibytesPerSecond / pages[at].mebibytesPerSecond));
      return [
        direction.name,
        speed.toFixed(1),
        ratio.toFixed(2),
        median(own.map(one => one.load)).toFixed(1),
      ];
    }),
  );
}

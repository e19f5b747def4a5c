// SPDX-License-Identifier: AGPL-3.0-only
import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startRelay } from "./relays.mjs";
import { median } from "./summary.mjs";

const run = promisify(execFile);
const starts = 11;

/** From the start of the program to its first answer, and how large it is without symbols. */
export async function measureStart({ build, say }) {
  const milliseconds = [];
  for (let count = 0; count < starts; count++) milliseconds.push(await firstAnswer(build));
  const strippedBytes = await strippedSize(path.join(build, "keks-meet-server"));
  say("start");
  const result = { milliseconds: median(milliseconds), strippedBytes };
  const text =
    `Start to first answer: ${result.milliseconds.toFixed(1)} ms, median of ${starts} ` +
    `(${Math.min(...milliseconds).toFixed(1)} to ${Math.max(...milliseconds).toFixed(1)}). ` +
    `Stripped: ${(strippedBytes / 2 ** 20).toFixed(2)} MiB.`;
  return { samples: milliseconds, result, text };
}

async function firstAnswer(build) {
  const begin = performance.now();
  const relay = await startRelay("keks", build);
  try {
    await answered(relay.port);
    return performance.now() - begin;
  } finally {
    await relay.stop();
  }
}

function answered(port) {
  return new Promise((resolve, reject) => {
    const request = get({ host: "127.0.0.1", port, path: "/", agent: false }, response => {
      response.once("data", () => resolve(response.destroy()));
    });
    request.once("error", reject);
  });
}

async function strippedSize(program) {
  const folder = await mkdtemp(path.join(tmpdir(), "keks-bench-"));
  try {
    const stripped = path.join(folder, "stripped");
    await run("strip", ["-o", stripped, program]);
    return (await stat(stripped)).size;
  } finally {
    await rm(folder, { recursive: true });
  }
}

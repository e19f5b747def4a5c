// SPDX-License-Identifier: AGPL-3.0-only
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { digest, writeFileOf } from "../../e2e/support/files.mjs";
import { Server } from "../../e2e/support/server.mjs";
import { libdatachannel, rift, riftConnection, tls, tlsFile } from "./local-contenders.mjs";
import { grid, median } from "./summary.mjs";

/** Between two processes on this machine: what a GiB costs the processor, by rift and by others. */
export async function measureLocal({ build, program, rounds, mebibytes, say }) {
  const folder = await mkdtemp(join(tmpdir(), "keks-bench-"));
  const server = await Server.start();
  try {
    const path = await writeFileOf(folder, "noise", mebibytes * 2 ** 20);
    const wanted = await digest(path);
    const contenders = [
      riftConnection(build),
      libdatachannel,
      tls(build),
      rift(server, program),
      tlsFile(build),
    ];
    const samples = [];
    for (let round = 0; round < rounds; round++)
      for (const contender of contenders) {
        samples.push({ round, ...(await sample(contender, path, join(folder, "copy"), mebibytes, wanted)) });
        say(`${contender.name}, round ${round + 1}`);
      }
    return { samples, ...summary(samples) };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sample({ name, saves, carry }, path, copy, mebibytes, wanted) {
  const load = loadavg()[0];
  const { seconds, cpuSeconds, ends } = await carry(mebibytes * 2 ** 20, path, copy);
  if (saves) {
    if ((await digest(copy)) !== wanted) throw new Error(`${name}: what came is not what was sent`);
    await rm(copy);
  }
  const perGibibyte = (cpuSeconds * 1024) / mebibytes;
  return { name, perGibibyte, mebibytesPerSecond: mebibytes / seconds, seconds, cpuSeconds, load, ends };
}

/** Medians, and the median of the ratios to rift's connection in the same round. */
function summary(samples) {
  const of = name => samples.filter(one => one.name === name);
  const base = of(samples[0].name);
  const rows = [...new Set(samples.map(({ name }) => name))].map(name => {
    const middle = key => median(of(name).map(one => one[key]));
    return {
      name,
      perGibibyte: middle("perGibibyte"),
      ratio: median(of(name).map((one, at) => one.perGibibyte / base[at].perGibibyte)),
      mebibytesPerSecond: middle("mebibytesPerSecond"),
      load: middle("load"),
    };
  });
  return { rows, text: table(rows) };
}

const table = rows =>
  grid(
    ["from process to process", "CPU s/GiB", "times rift's connection", "MiB/s", "load"],
    rows.map(({ name, perGibibyte, ratio, mebibytesPerSecond, load }) => [
      name,
      perGibibyte.toFixed(2),
      ratio.toFixed(2),
      mebibytesPerSecond.toFixed(0),
      load.toFixed(1),
    ]),
  );

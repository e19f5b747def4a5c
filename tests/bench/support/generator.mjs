// SPDX-License-Identifier: AGPL-3.0-only
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const program = build => path.join(build, "tests/bench/relay-load");

/** Scenarios that answer another question than deliveries for each second of the processor. */
const others = ["idle", "all-read", "one-stalls"];

/** Names of the scenarios that compare relays, as the generator lists them. */
export async function scenarios(build) {
  const { stderr } = await run(program(build)).catch(error => error);
  const names = [...(stderr ?? "").matchAll(/^ {2}(\S+)$/gm)].map(([, name]) => name);
  if (names.length === 0) throw new Error(`${program(build)} does not run; build the preset "bench" first`);
  return names.filter(name => !others.includes(name));
}

/** Loads a relay from the second core; rejects when a delivery was wrong or missing. */
export async function load(build, { port, pid }, scenario, seconds) {
  const words = ["-c", "1", program(build), String(port), String(pid), scenario, String(seconds)];
  const { stdout } = await run("taskset", words, { timeout: (seconds + 120) * 1000 });
  return JSON.parse(stdout);
}

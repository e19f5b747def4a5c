// SPDX-License-Identifier: AGPL-3.0-only
import { readFile } from "node:fs/promises";

/** Milliseconds between two looks; what a process uses after the last is missed. */
const pace = 20;

/** User and system time of a process so far, of all of its threads, in seconds. */
export async function cpuSeconds(pid) {
  const times = await readFile(`/proc/${pid}/stat`, "utf8");
  // After the name, which may hold anything; in ticks of 10 ms.
  const [user, system] = times.slice(times.lastIndexOf(")")).split(" ").slice(12, 14);
  return (Number(user) + Number(system)) / 100;
}

/** Looks at what a process has used, until it `ended`: seconds of the processor, and the most memory in MiB. */
export function watched({ pid }, ended) {
  const used = { peakMebibytes: 0, cpuSeconds: 0 };
  const look = async () => {
    const status = await readFile(`/proc/${pid}/status`, "utf8");
    const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
    if (peak !== undefined) used.peakMebibytes = Math.round(peak / 102.4) / 10;
    used.cpuSeconds = await cpuSeconds(pid);
  };
  // A process that has ended has nothing more to show.
  const timer = setInterval(() => look().catch(() => undefined), pace);
  const stop = () => clearInterval(timer);
  ended.then(stop, stop);
  return used;
}

// SPDX-License-Identifier: AGPL-3.0-only
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Rift } from "./rift.mjs";

const run = promisify(execFile);

export const sorted = words => [...new Set(words)].sort();
/** The first group of each match. */
export const all = (text, pattern) => [...text.matchAll(pattern)].map(match => match[1]);

export const help = async (...words) => (await run(Rift.program, [...words, "--help"])).stdout;
const optionsIn = text => sorted(all(text, /^ +(?:-\w,)?--([\w-]+)/gm));

/** What the program's help says that there is: commands, the options before them, and each command's own. */
export async function whatThereIs() {
  const text = await help();
  const commands = sorted(all(text.slice(text.indexOf("Subcommands:")), /^ {2}(\w+) /gm));
  const own = new Map();
  for (const command of commands)
    own.set(
      command,
      optionsIn(await help(command)).filter(option => option !== "help"),
    );
  return { commands, common: optionsIn(text), own };
}

// SPDX-License-Identifier: AGPL-3.0-only
/** bash, zsh and fish themselves complete what the program has, no more and no less. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { all, sorted, whatThereIs } from "./support/help.mjs";
import { patience } from "./support/rift.mjs";
import { Shell, without } from "./support/shell.mjs";

const run = promisify(execFile);
const files = new URL("../../src/rift/doc/", import.meta.url).pathname;

let program;
before(async () => (program = await whatThereIs()));

/** In a folder with one file of two words. */
const story = (shell, sentence, act) =>
  test(`${shell} ${sentence}`, { timeout: 3 * patience, skip: without(shell) }, async t => {
    const folder = await mkdtemp(join(tmpdir(), "rift-shell-"));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await writeFile(join(folder, "two words"), "");
    await act(t, folder);
  });

/** `proposals(line)`: the words that a shell proposes in place of the last one. */
async function assertProposesAll(proposals) {
  const dashed = options => sorted(options.map(option => `--${option}`));
  // That there is a version is nothing that one asks of a command.
  const without = words => words.filter(word => word !== "--version");
  assert.deepEqual(await proposals("rift "), program.commands);
  assert.deepEqual(await proposals("rift --secret send "), program.commands);
  assert.deepEqual(await proposals("rift --"), dashed(program.common));
  for (const [command, own] of program.own)
    assert.deepEqual(
      without(await proposals(`rift --secret send ${command} --`)),
      without(dashed([...program.common, ...own])),
      command,
    );
}

async function bash(t, folder) {
  const setUp = `PS1='$ '; bind 'set show-all-if-ambiguous on'; bind 'set completion-display-width 0'; . '${files}rift.bash'`;
  const shell = await Shell.start(folder, "bash --norc --noprofile -i", setUp);
  t.after(() => shell.end());
  return shell;
}

async function zsh(t, folder) {
  const setUp = `PS1='$ '; LISTMAX=0; fpath=('${files}' $fpath); autoload -Uz compinit; compinit -u -D`;
  const shell = await Shell.start(folder, "zsh -f -i", setUp);
  t.after(() => shell.end());
  return shell;
}

const fish = folder => async line => {
  const script = `source '${files}rift.fish'; complete -C '${line}'`;
  const { stdout } = await run("fish", ["--no-config", "-c", script], { cwd: folder });
  return sorted(all(stdout, /^([^\t\n]+)/gm));
};

story("bash", "proposes every command and every option", async (t, folder) => {
  const shell = await bash(t, folder);
  await assertProposesAll(async line => {
    // The list, and then the line once more.
    const shown = await shell.shows(`${line}\t`, new RegExp(`\n[^$]*\n\\$ ${line}`));
    const [, list] = shown.match(/\n([^$]*)\n\$ /);
    return sorted(list.split(/\s+/).filter(Boolean));
  });
});

story("zsh", "proposes every command and every option", async (t, folder) => {
  const shell = await zsh(t, folder);
  await assertProposesAll(async line => {
    // Each with what it does, and then the line once more.
    const shown = await shell.shows(`${line}\t`, new RegExp(` -- [^]*\r[^\n]*${line.trimEnd()} ?$`));
    return sorted(all(shown, /^(-*\w[\w-]*) +-- /gm));
  });
});

story("fish", "proposes every command and every option", (t, folder) => assertProposesAll(fish(folder)));

for (const [name, start] of [
  ["bash", bash],
  ["zsh", zsh],
])
  story(name, "completes what is typed, files among it where they belong", async (t, folder) => {
    const shell = await start(t, folder);
    await shell.shows("rift prov\t", /rift provide $/);
    for (const before of ["send ", "receive ", "download 12ab ", "chat --image ", "--secret-file "])
      await shell.shows(`rift ${before}tw\t`, new RegExp(`rift ${before}two\\\\ words`));
    await shell.shows("rift expose tw\tX", /rift expose twX$/);
  });

story("fish", "proposes files where they belong", async (t, folder) => {
  const proposals = fish(folder);
  for (const before of ["send ", "receive ", "download 12ab ", "chat --image ", "--secret-file "])
    assert.deepEqual(await proposals(`rift ${before}tw`), ["two words"], before);
  assert.deepEqual(await proposals("rift expose tw"), []);
});

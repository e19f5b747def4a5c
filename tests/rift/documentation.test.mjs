// SPDX-License-Identifier: AGPL-3.0-only
/** The manual page says what the program has, no more and no less, and is installed with the completions. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { all, help, sorted, whatThereIs } from "./support/help.mjs";

const run = promisify(execFile);
const source = name => readFile(new URL(`../../src/rift/${name}`, import.meta.url), "utf8");

let program;
before(async () => (program = await whatThereIs()));

test("The program has commands with options, as far as this test understands its help", () => {
  assert.ok(
    program.common.includes("signaling-uri") && program.common.includes("quiet"),
    `${program.common}`,
  );
  assert.deepEqual(program.own.get("send"), ["name", "no-qr", "receivers"]);
  assert.ok(program.commands.length >= 8, `${program.commands}`);
});

test("The manual page has every command and every option", async () => {
  const page = await source("doc/rift.1");
  const [, synopsis, rest] = page.match(/^\.Sh SYNOPSIS\n(.*?)^\.Sh DESCRIPTION\n(.*)/ms);
  const common = rest.slice(0, rest.indexOf(".Sh COMMANDS"));
  const described = text => sorted(all(text, /^\.It Fl (?:\w , Fl )?-([\w-]+)/gm));
  assert.deepEqual(described(common), program.common);
  const commands = rest.slice(rest.indexOf(".Sh COMMANDS"), rest.indexOf(".Sh PROMPT"));
  assert.deepEqual(sorted(all(commands, /^\.It Cm (\w+)/gm)), program.commands);
  for (const [command, options] of program.own) {
    const [text] = synopsis.match(new RegExp(`^\\.Cm ${command}$.*?(?=^\\.Nm|(?![^]))`, "ms"));
    assert.deepEqual(sorted(all(text, /Fl -([\w-]+)/g)), options, `${command} in the synopsis`);
    const [own] = commands.match(new RegExp(`^\\.It Cm ${command}\\b.*?(?=^\\.It Cm|(?![^]))`, "ms"));
    // It has those of receive, and says so.
    if (command !== "download") assert.deepEqual(described(own), options, command);
  }
});

test("The manual page has every exit code, and the program the environment that it names", async () => {
  const page = await source("doc/rift.1");
  const codes = sorted(all(await source("exit_code.hpp"), / = (\d+),/g));
  const status = page.slice(page.indexOf(".Sh EXIT STATUS"), page.indexOf(".Sh EXAMPLES"));
  assert.deepEqual(sorted(all(status, /^\.It (\d+)/gm)), codes);
  const variables = sorted(all(await help(), /\[(RIFT_\w+)\]/g));
  assert.deepEqual(sorted(all(page, /^\.It Ev (RIFT_\w+)/gm)), variables);
});

/** The fields of every event that the program has in its sources. */
async function eventsInSources() {
  const files = await readdir(new URL("../../src/rift/", import.meta.url), { recursive: true });
  const events = new Map();
  for (const name of files.filter(file => file.endsWith(".cpp"))) {
    const text = await source(name);
    const begin = /(?:\.event\(|ConsoleEvent event)\s*\{\s*(?:\w+ \? "(\w+)" : )?"(\w+)"/g;
    for (const { 0: matched, 1: first, 2: second, index } of text.matchAll(begin)) {
      const end = matched.startsWith(".") ? ");" : "event(event)";
      const rest = text.slice(index + matched.length, text.indexOf(end, index + matched.length));
      for (const event of [first, second].filter(Boolean))
        events.set(event, [...(events.get(event) ?? []), ...all(rest, /(?:\{|emplace_back\()"(\w+)",/g)]);
    }
  }
  return new Map([...events].map(([event, fields]) => [event, sorted(fields)]));
}

test("The manual page has every event with every field", async () => {
  const page = await source("doc/rift.1");
  const section = page.slice(page.indexOf(".Sh EVENTS"), page.indexOf(".Sh ENVIRONMENT"));
  const described = new Map(
    [...section.matchAll(/^\.It Cm (\w+)(?: Ar ([\w ]+))?$/gm)].map(([, event, fields]) => [
      event,
      sorted(fields?.split(" ") ?? []),
    ]),
  );
  const events = await eventsInSources();
  assert.ok(events.size > 20 && events.get("received").includes("resumed"), `${[...events.keys()]}`);
  assert.deepEqual(sorted(described.keys()), sorted(events.keys()));
  for (const [event, fields] of events) assert.deepEqual(described.get(event), fields, event);
});

test("The manual page can be shown without a complaint", async () => {
  const path = new URL("../../src/rift/doc/rift.1", import.meta.url).pathname;
  const { stdout, stderr } = await run("man", ["--warnings", "-E", "UTF-8", "-l", path], {
    env: { ...process.env, MANPAGER: "cat", MANWIDTH: "80" },
  });
  assert.equal(stderr, "");
  assert.match(stdout, /rift \[options\] send/);
});

test("cmake installs the server, the program, its manual page and the completions", async t => {
  const build = process.env.KEKS_BUILD_DIRECTORY;
  assert.ok(build, "KEKS_BUILD_DIRECTORY must name the build");
  const prefix = await mkdtemp(join(tmpdir(), "rift-install-"));
  t.after(() => rm(prefix, { recursive: true, force: true }));
  await run("cmake", ["--install", build, "--prefix", prefix]);
  await run(join(prefix, "bin/keks-meet-server"), ["--check"]);
  const { stdout } = await run(join(prefix, "bin/rift"), ["--version"]);
  assert.match(stdout, /^rift \d/);
  for (const path of [
    "man/man1/rift.1",
    "bash-completion/completions/rift",
    "zsh/site-functions/_rift",
    "fish/vendor_completions.d/rift.fish",
  ])
    await access(join(prefix, "share", path));
});

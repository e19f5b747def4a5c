// SPDX-License-Identifier: AGPL-3.0-only
/** The manual page and the completions say what the program has, no more and no less, and are installed. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { access, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, test } from "node:test";
import { promisify } from "node:util";
import { Rift } from "./support/rift.mjs";

const run = promisify(execFile);
const source = name => readFile(new URL(`../../src/rift/${name}`, import.meta.url), "utf8");
const sorted = words => [...new Set(words)].sort();
const all = (text, pattern) => [...text.matchAll(pattern)].map(match => match[1]);

const help = async (...words) => (await run(Rift.program, [...words, "--help"])).stdout;
const optionsIn = text => sorted(all(text, /^ +(?:-\w,)?--([\w-]+)/gm));

/** Commands, the options that stand before them, and each command's own. */
const program = { commands: [], common: [], own: new Map() };

before(async () => {
  const text = await help();
  program.common = optionsIn(text);
  program.commands = sorted(all(text.slice(text.indexOf("Subcommands:")), /^ {2}(\w+) /gm));
  for (const command of program.commands)
    program.own.set(
      command,
      optionsIn(await help(command)).filter(option => option !== "help"),
    );
});

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

/** What bash proposes for the last of these words. */
async function bashProposes(...words) {
  const script = `compopt() { :; }; source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _rift; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const path = new URL("../../src/rift/doc/rift.bash", import.meta.url).pathname;
  const { stdout } = await run("bash", ["-c", script, "bash", path, "rift", ...words]);
  return sorted(stdout.split("\n").filter(Boolean));
}

test("bash completes every command and every option", async () => {
  const dashed = options => sorted(options.map(option => `--${option}`));
  assert.deepEqual(await bashProposes(""), program.commands);
  assert.deepEqual(await bashProposes("--"), dashed(program.common));
  for (const [command, options] of program.own)
    assert.deepEqual(
      await bashProposes("--secret", "send", command, "--"),
      dashed([...program.common, ...options]),
      command,
    );
});

test("zsh completes every command and every option", async () => {
  const text = await source("doc/_rift");
  const list = (pattern, where = text) => all(where, pattern);
  const option = /'(?:\([^)]*\)'\{-\w,)?--([\w-]+)[[}]/g;
  const [, common] = text.match(/common=\((.*?)^ {4}\)/ms);
  const [, saving] = text.match(/saving=\((.*?)^ {4}\)/ms);
  assert.deepEqual(sorted([...list(option, common), "version"]), program.common);
  assert.deepEqual(sorted(list(/^ {16}'(\w+):/gm)), program.commands);
  for (const [command, options] of program.own) {
    const line = text.match(new RegExp(`^ {16}${command}\\) (.*) ;;$`, "m"))?.[1] ?? "";
    const own = [...list(option, line), ...(line.includes("$saving") ? list(option, saving) : [])];
    assert.deepEqual(sorted(own), options, command);
  }
});

test("fish completes every command and every option", async () => {
  const text = await source("doc/rift.fish");
  assert.deepEqual(sorted(all(text, /^complete -c rift (?:-s \w )?-l ([\w-]+)/gm)), program.common);
  assert.deepEqual(sorted(all(text, /__fish_use_subcommand -a (\w+)/g)), program.commands);
  const own = new Map(program.commands.map(command => [command, []]));
  for (const [, commands, option] of text.matchAll(/__fish_seen_subcommand_from ([\w ]+)' -l ([\w-]+)/g))
    for (const command of commands.split(" ")) own.get(command).push(option);
  for (const [command, options] of program.own) assert.deepEqual(sorted(own.get(command)), options, command);
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

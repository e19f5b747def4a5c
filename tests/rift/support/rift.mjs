// SPDX-License-Identifier: AGPL-3.0-only
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Server } from "../../e2e/support/server.mjs";
import { until } from "../../e2e/support/until.mjs";

/** Milliseconds for what a loaded machine needs seconds for. */
export const patience = 120_000;

/** The smallest PNG: one pixel. */
export const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABXvMqOgAAAABJRU5ErkJggg==",
  "base64",
);

/** A run of rift, whose output is gathered. KEKS_RIFT_BINARY names the program. */
export class Rift {
  /** `input`: all of the standard input; true: it is written to `child.stdin`. */
  constructor(args, { environment = {}, input, cwd, program = Rift.program } = {}) {
    this.output = [];
    this.words = "";
    this.child = spawn(program, args, {
      cwd,
      env: { PATH: process.env.PATH, HOME: "/nonexistent", ...environment },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    if (input !== undefined && input !== true) this.child.stdin.end(input);
    this.child.stdout.on("data", data => this.output.push(data));
    this.child.stderr.on("data", data => (this.words += data));
    this.ended = new Promise(resolve => this.child.once("close", (code, signal) => resolve(code ?? signal)));
  }

  static get program() {
    const program = process.env.KEKS_RIFT_BINARY;
    if (program === undefined) throw new Error("KEKS_RIFT_BINARY must name rift's program");
    // A run may have another working directory.
    return resolve(program);
  }

  get bytes() {
    return Buffer.concat(this.output);
  }

  /** What it printed as JSON. */
  get events() {
    return this.bytes
      .toString()
      .split("\n")
      .filter(line => line.startsWith("{"))
      .map(line => JSON.parse(line));
  }

  prints(pattern) {
    return until(`rift prints ${pattern}`, () => pattern.exec(this.bytes.toString()) ?? this.#hasNotEnded(), {
      within: patience,
    });
  }

  says(pattern) {
    return until(`rift says ${pattern}`, () => pattern.exec(this.words) ?? this.#hasNotEnded(), {
      within: patience,
    });
  }

  /** The first event of this name that it printed as JSON. */
  event(name) {
    return until(
      `rift tells of ${name}`,
      () => this.events.find(({ event }) => event === name) ?? this.#hasNotEnded(),
      {
        within: patience,
      },
    );
  }

  #hasNotEnded() {
    if (this.child.exitCode !== null)
      throw new Error(`rift ended with ${this.child.exitCode}: ${this.words}`);
  }

  /** The exit code, or the signal that ended it. */
  async end() {
    const timer = setTimeout(() => this.child.kill("SIGKILL"), patience);
    const code = await this.ended;
    clearTimeout(timer);
    return code;
  }

  kill(signal) {
    this.child.kill(signal);
    return this.ended;
  }
}

/** A rift in the room of a scene (tests/e2e), that ends with the scene. */
export function riftIn(scene, args, options = {}) {
  const environment = {
    RIFT_SIGNALING_URI: scene.server.url.replace(/^http/, "ws"),
    RIFT_SECRET: scene.secret,
    RIFT_USERNAME: "Ripley",
  };
  const run = new Rift(args, { environment, ...options });
  scene.endsWith(() => run.kill("SIGKILL"));
  return run;
}

/** A server, which `act` may replace, a folder, and every rift of one test; all of it is gone after `act`. */
export async function withRoom(act) {
  const folder = await mkdtemp(join(tmpdir(), "rift-test-"));
  const server = await Server.start();
  const runs = [];
  const room = {
    server,
    folder,
    at: (...names) => join(folder, ...names),
    rift(args, options = {}) {
      const run = new Rift(args, {
        cwd: folder,
        ...options,
        environment: {
          RIFT_SIGNALING_URI: server.url.replace(/^http/, "ws"),
          RIFT_SECRET: "hunter2",
          USER: "tester",
          ...options.environment,
        },
      });
      runs.push(run);
      return run;
    },
  };
  try {
    await act(room);
  } finally {
    await Promise.all(runs.map(run => run.kill("SIGKILL")));
    await room.server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A rift that offers these, and their ids by name. */
export async function provider(room, ...paths) {
  const rift = room.rift(["--json", "--username", "Alice", "provide", ...paths]);
  const offered = () => rift.events.filter(({ event }) => event === "provided");
  await until("all are offered", () => offered().length === paths.length, { within: patience });
  return { rift, ids: Object.fromEntries(offered().map(({ name, id }) => [name, id])) };
}

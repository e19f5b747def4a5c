// SPDX-License-Identifier: AGPL-3.0-only
import { spawn } from "node:child_process";
import { once } from "node:events";

const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
// Without a listener these would end the process without its `exit` event.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** A program that ends with this process at the latest. What it writes is kept in `output` as text. */
export class Child {
  output = "";

  constructor(program, args, environment = {}, { stdin = "ignore" } = {}) {
    this.process = spawn(program, args, {
      env: { ...process.env, ...environment },
      stdio: [stdin, "pipe", "pipe"],
    });
    running.add(this.process);
    this.ended = once(this.process, "close").finally(() => running.delete(this.process));
    // Whoever waits for the end is told; an unheard failure to start must not end the process first.
    this.ended.catch(() => undefined);
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.setEncoding("utf8").on("data", text => (this.output += text));
    }
  }

  get isRunning() {
    return running.has(this.process);
  }

  async end(signal) {
    this.process.kill(signal);
    await this.ended;
  }
}

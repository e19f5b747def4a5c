// SPDX-License-Identifier: AGPL-3.0-only
import { Child } from "../../e2e/support/children.mjs";
import { until } from "../../e2e/support/until.mjs";

/** A program that does one thing and ends. */
export class BenchChild extends Child {
  constructor(program, args, ...rest) {
    super(program, args, ...rest);
    this.program = program;
  }

  firstLine() {
    return until(`${this.program} prints a line`, () => {
      if (!this.isRunning) throw new Error(`${this.program} ended: ${this.output}`);
      return /^(.*)\n/.exec(this.output)?.[1];
    });
  }

  /** Until it ends, which has to be well. */
  async done() {
    const [code, signal] = await this.ended;
    if (code !== 0) throw new Error(`${this.program} ended with ${code ?? signal}: ${this.output}`);
  }

  kill() {
    return this.end("SIGKILL");
  }
}

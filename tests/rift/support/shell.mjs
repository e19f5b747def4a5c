// SPDX-License-Identifier: AGPL-3.0-only
import { spawnSync } from "node:child_process";
import { until } from "../../e2e/support/until.mjs";
import { Rift } from "./rift.mjs";

/** Why a shell cannot be driven; nothing where it can. For the option `skip` of a test. */
export const without = shell =>
  spawnSync(shell, ["--version"]).error ? `${shell} is not installed` : undefined;

/** Drops the line that is being typed. */
const dropLine = "\x15";

const plain = text => text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, "").replace(/[\x07\x08]/g, "");

/** A shell on a terminal of its own, which script(1) gives it. */
export class Shell {
  #rift;

  /** `begin`: what is typed first. */
  static async start(folder, command, begin) {
    const shell = new Shell();
    // Room for every list, one proposal in a line.
    const whole = `stty rows 200 cols 120; exec ${command}`;
    shell.#rift = new Rift(["-qefc", whole, "/dev/null"], {
      input: true,
      program: "script",
      cwd: folder,
      environment: { TERM: "xterm", SHELL: "/bin/sh", LC_ALL: "C.UTF-8" },
    });
    shell.type(`${begin}; echo re''ady\r`);
    await shell.#rift.prints(/[\r\n]ready\r?\n/);
    return shell;
  }

  type(keys) {
    this.#rift.child.stdin.write(keys);
  }

  /** What is on the terminal after these keys, once `pattern` is: in a line that is dropped later. */
  async shows(keys, pattern) {
    const before = this.#rift.bytes.length;
    this.type(keys);
    const shown = () => plain(this.#rift.bytes.subarray(before).toString());
    try {
      return await until(`the terminal shows ${pattern}`, () => pattern.test(shown()) && shown(), {});
    } catch (error) {
      throw new Error(`${error.message} but ${JSON.stringify(shown())}`, { cause: error });
    } finally {
      this.type(dropLine);
    }
  }

  end() {
    return this.#rift.kill("SIGKILL");
  }
}

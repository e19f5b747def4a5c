// SPDX-License-Identifier: AGPL-3.0-only
import { execFile, spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { until } from "../../e2e/support/until.mjs";

const run = promisify(execFile);

/** Namespaces of our own, in which we may mount, as any user may where the system allows that. */
const apart = ["--user", "--map-root-user", "--mount"];

/** Why there can be no small disk here; nothing where there can. For the option `skip` of a test. */
export function noSmallDisk() {
  const { status, stderr, error } = spawnSync("unshare", [...apart, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
  return status === 0 ? undefined : `nothing can be mounted here: ${error?.message ?? stderr}`.trim();
}

/** A disk of so many bytes on a folder, seen only by what runs `inside`, and gone with `end`. */
export class SmallDisk {
  #keeper;
  #folder;

  static async mount(folder, bytes) {
    const disk = new SmallDisk();
    disk.#folder = folder;
    const script = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && echo ready && exec cat';
    // It lasts as long as its standard input does.
    disk.#keeper = spawn("unshare", [...apart, "sh", "-c", script, "sh", String(bytes), folder], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    let said = "";
    disk.#keeper.stdout.on("data", data => (said += data));
    await until("the disk is there", () => said.includes("ready"));
    return disk;
  }

  /** Program and arguments that run a program where the disk is seen. Its paths have to be absolute. */
  inside(program, args) {
    const target = ["--target", String(this.#keeper.pid), "--user", "--mount", "--preserve-credentials"];
    return { program: "nsenter", args: [...target, program, ...args] };
  }

  /** Where something on the disk is for those outside. */
  at(...names) {
    return join(`/proc/${this.#keeper.pid}/root`, this.#folder, ...names);
  }

  /** Such as `size=8m` or `ro`. */
  async remount(options) {
    const { program, args } = this.inside("mount", ["-o", `remount,${options}`, this.#folder]);
    await run(program, args);
  }

  async end() {
    const ended = new Promise(resolve => this.#keeper.once("close", resolve));
    this.#keeper.stdin.end();
    await ended;
  }
}

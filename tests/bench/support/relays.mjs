// SPDX-License-Identifier: AGPL-3.0-only
import { spawn } from "node:child_process";
import { access, copyFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const others = fileURLToPath(new URL("../relay/others/", import.meta.url));

/** Milliseconds that a relay has to print its port. */
const patience = 10_000;

/** Name -> the command that starts it, and what to add to the environment. Each prints its port first. */
export const relays = {
  "floor-each": build => ({ command: [path.join(build, "tests/bench/floor-relay"), "each"] }),
  "floor-turn": build => ({ command: [path.join(build, "tests/bench/floor-relay"), "turn"] }),
  keks: build => ({
    command: [installed(build)],
    environment: { BIND: "127.0.0.1:0", KEKS_MEET_LIMITS_CONNECTIONS: "100000" },
  }),
  "beast-dom": build => ({ command: [path.join(build, "tests/bench/beast-dom-relay")] }),
  "node-ws": () => ({ command: [process.execPath, path.join(others, "ws-relay.mjs")] }),
  "go-gorilla": build => ({ command: [path.join(build, "tests/bench/gorilla-relay")] }),
};

/** Where the server is as an installation leaves it. */
const installed = build => path.join(build, "tests/bench/keks-meet-server");

/**
 * Copies the server as an installation does. The linker writes a program in small pieces, which the page cache keeps, and
 * of which large files are sent for a sixth more of the processor.
 */
const install = build => (copied ??= copyFile(path.join(build, "keks-meet-server"), installed(build)));
let copied;

/** Starts a relay on the first core, with more arguments or environment; undefined if its program was not built. */
export async function startRelay(name, build, more = {}) {
  if (name === "keks") await install(build);
  const { command, environment } = relays[name](build);
  if (!(await exists(command[0]))) return undefined;
  const child = spawn("taskset", ["-c", "0", ...command, ...(more.words ?? [])], {
    env: { ...process.env, ...environment, ...more.environment },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const ended = new Promise(resolve => child.once("exit", resolve));
  const port = await portOf(child, name);
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { pid: child.pid, port, stop };
}

const exists = file =>
  access(file).then(
    () => true,
    () => false,
  );

function portOf(child, name) {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = why => {
      clearTimeout(timer);
      child.kill("SIGKILL");
      reject(new Error(`${name}: ${why}: ${output}`));
    };
    const timer = setTimeout(() => fail("prints no port"), patience);
    child.once("error", error => fail(error.message));
    const early = () => fail("ended");
    child.once("exit", early);
    child.stdout.on("data", data => {
      output += data;
      const port = /listens on (?:http:\/\/[^:]*:)?(\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      child.off("exit", early);
      resolve(Number(port));
    });
  });
}

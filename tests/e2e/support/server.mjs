// SPDX-License-Identifier: AGPL-3.0-only
import { Child } from "./children.mjs";
import { until } from "./until.mjs";

/** The real server on a port of loopback. KEKS_SERVER_BINARY names the program. */
export class Server {
  /**
   * Port 0 is any free one; `environment` as operators set it. No STUN server: these machines reach none, and loopback
   * needs none.
   */
  static async start({ port = 0, environment = {} } = {}) {
    const program = process.env.KEKS_SERVER_BINARY;
    if (program === undefined) throw new Error("KEKS_SERVER_BINARY must name the server's program");
    const server = new Server(
      new Child(program, [], {
        BIND: `127.0.0.1:${port}`,
        KEKS_MEET_METRICS_BIND: "127.0.0.1:0",
        KEKS_MEET_WEBRTC_STUN: "",
        ...environment,
      }),
    );
    await server.#listens();
    return server;
  }

  constructor(child) {
    this.child = child;
  }

  async #listens() {
    const address = pattern => until(`the server prints ${pattern}`, () => this.#printed(pattern));
    this.url = await address(/listens on (http:\S+)/);
    this.metricsUrl = await address(/metrics on (http:\S+)/);
    this.port = Number(new URL(this.url).port);
  }

  #printed(pattern) {
    const found = pattern.exec(this.child.output)?.[1];
    if (found === undefined && !this.child.isRunning)
      throw new Error(`The server ended: ${this.child.output}`);
    return found;
  }

  /** The value of one counter or gauge. */
  async metric(name) {
    const response = await fetch(this.metricsUrl);
    const value = new RegExp(`^${name} (\\d+)$`, "m").exec(await response.text())?.[1];
    if (value === undefined) throw new Error(`The server has no metric ${name}`);
    return Number(value);
  }

  kill() {
    return this.child.end("SIGKILL");
  }

  stop() {
    return this.child.end("SIGTERM");
  }
}

// SPDX-License-Identifier: AGPL-3.0-only
import { once } from "node:events";
import { createInterface } from "node:readline";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { until } from "../../e2e/support/until.mjs";

/** Milliseconds that anything may take on a machine that is busy with something else. */
export const patience = 120_000;

const running = new Set();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** What both ends have in common: events that they told, and somebody who carries their signalling. */
class Peer {
  events = [];
  /** Gets descriptions and candidates. */
  signal = () => undefined;

  hear(event) {
    this.events.push(event);
    if (event.event === "description" || event.event === "candidate") this.signal(event);
  }

  forget() {
    this.events = [];
  }

  find(event, details = {}) {
    return this.events.find(
      one => one.event === event && Object.entries(details).every(([key, value]) => one[key] === value),
    );
  }

  /** The first event of that kind with these details, now or later. */
  async told(event, details = {}) {
    const words = `${this.name} tells ${event} ${JSON.stringify(details)}`;
    return until(words, () => this.find(event, details) ?? this.trouble(), { within: patience, every: 20 });
  }

  fail(error) {
    this.failure ??= error;
  }

  /** Throws if nothing can be expected any more. */
  trouble() {
    if (this.failure !== undefined) throw this.failure;
  }
}

/** Our own stack, in tests/webrtc/stdio_peer.cpp, or a program that obeys the same commands. */
export class NativePeer extends Peer {
  name = "the native end";
  #errors = "";

  /** KEKS_STDIO_PEER names ours. */
  constructor(program = process.env.KEKS_STDIO_PEER, args = []) {
    super();
    this.process = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"] });
    running.add(this.process);
    this.ended = once(this.process, "close").finally(() => running.delete(this.process));
    this.ended.catch(() => undefined);
    // Whoever waits for an event is told why none comes.
    this.process.stdin.on("error", error => (this.#errors += error));
    this.process.stderr.setEncoding("utf8").on("data", text => (this.#errors += text));
    createInterface({ input: this.process.stdout }).on("line", line => this.hear(JSON.parse(line)));
  }

  async do(command) {
    this.process.stdin.write(`${JSON.stringify(command)}\n`);
  }

  trouble() {
    super.trouble();
    if (!running.has(this.process)) throw new Error(`stdio_peer ended: ${this.#errors}`);
  }

  kill() {
    this.process.kill("SIGKILL");
    return this.ended;
  }

  /** Fails if it was not well until the end. */
  async end() {
    if (this.process.signalCode === "SIGKILL") return;
    this.process.stdin.end();
    const [code] = await this.ended;
    if (code !== 0) throw new Error(`stdio_peer ended with ${code}: ${this.#errors}`);
  }
}

/** A real Chromium's. */
export class PagePeer extends Peer {
  name = "Chromium";

  static async in(browser, configuration = {}) {
    const peer = new PagePeer();
    peer.context = await browser.newContext();
    // A secure context, without which there are no digests.
    await peer.context.route("https://peer.test/", route =>
      route.fulfill({ contentType: "text/html", body: "" }),
    );
    peer.page = await peer.context.newPage();
    await peer.page.exposeFunction("tell", event => peer.hear(event));
    await peer.page.goto("https://peer.test/");
    await peer.page.addScriptTag({ path: fileURLToPath(new URL("in-page.js", import.meta.url)) });
    await peer.page.evaluate(settings => {
      globalThis.peer = new globalThis.Peer(settings);
    }, configuration);
    return peer;
  }

  do(command) {
    return this.page.evaluate(one => globalThis.peer.do(one), command);
  }

  history() {
    return this.page.evaluate(() => globalThis.peer.history);
  }

  /** Its datagrams go by ICE credentials of the other end other than those of that name. */
  isConnectedByOther(formerUfrag) {
    return this.page.evaluate(former => globalThis.peer.isConnectedByOther(former), formerUfrag);
  }

  bufferedAmount(label) {
    return this.page.evaluate(one => globalThis.peer.bufferedAmount(one), label);
  }

  /** Its process ends as by a crash, without a word to anybody. */
  async crash() {
    const crashed = this.page.waitForEvent("crash");
    // It never arrives there.
    this.page.goto("chrome://crash").catch(() => undefined);
    await crashed;
  }

  async end() {
    await this.context.close();
  }
}

/**
 * Carries signalling between two ends, in order. An offer is answered, unless `onOffer(event, to)` takes care of it
 * and returns true.
 */
export function link(one, other, { onOffer = async () => false } = {}) {
  const carry = async ({ event, ...details }, to) => {
    if (details.type === "offer" && (await onOffer(details, to))) return;
    await to.do({ do: event === "description" ? "remote" : event, ...details });
    if (details.type === "offer") await to.do({ do: "answer" });
  };
  const guide = (from, to) => {
    let before = Promise.resolve();
    from.signal = event => {
      before = before.then(() => carry(event, to)).catch(error => to.fail(error));
    };
  };
  guide(one, other);
  guide(other, one);
}

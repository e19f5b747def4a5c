// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { runDeployedClient } from "./deployed-page.mjs";
import { until } from "./until.mjs";

/** Somebody who uses a client as they are deployed; see deployed-page.mjs. */
export class DeployedPerson {
  static async enters(scene, name, { url = scene.server.url } = {}) {
    const person = await scene.somebody(name);
    // Any page of the server will do: what is needed is its origin.
    await person.page.goto(`${url}version`);
    const signaling = `${url.replace("http", "ws")}signaling`;
    await person.page.evaluate(runDeployedClient, {
      signaling,
      secret: scene.secret,
      username: name,
    });
    return new DeployedPerson(person);
  }

  constructor({ page, name }) {
    Object.assign(this, { page, name });
  }

  /** The members' names, sorted. */
  names() {
    return this.page.evaluate(() => [...deployed.names.values()].sort());
  }

  chat() {
    return this.page.evaluate(() => deployed.chat);
  }

  writes(text) {
    return this.page.evaluate(text => deployed.send({ chat: { text } }), text);
  }

  /** `video` or `audio`; resolves to the id of what is offered from now on. */
  turnOn(kind) {
    return this.page.evaluate(kind => deployed.provide({ [kind]: true }), kind);
  }

  turnOff(id) {
    return this.page.evaluate(id => deployed.withdraw(id), id);
  }

  /** The id of the one video that is offered to them. */
  offered() {
    const video = () => [...deployed.offers].find(([, { kind }]) => kind === "video")?.[0];
    return until("a video is offered to the deployed client", () => this.page.evaluate(video));
  }

  nothingOffered() {
    return until("nothing is offered any more", () => this.page.evaluate(() => deployed.offers.size === 0));
  }

  /** Asks for a video, and returns its picture. */
  async show(id) {
    await this.page.evaluate(id => deployed.want(id, true), id);
    return this.page.locator(`video[id="${id}"]`);
  }

  async hide(id) {
    await this.page.evaluate(id => deployed.want(id, false), id);
  }

  /** Bytes of the value of `byte`. */
  shares(name, size, byte) {
    return this.page.evaluate(
      ([name, size, byte]) => deployed.provideFile(name, new Uint8Array(size).fill(byte)),
      [name, size, byte],
    );
  }

  /** Asks for the file of this name, and resolves to its size and its first byte once it came. */
  async downloads(name) {
    const offered = name => [...deployed.offers].find(([, { label }]) => label === name)?.[0];
    const id = await until("the file is offered", () => this.page.evaluate(offered, name));
    await this.page.evaluate(id => deployed.want(id, true), id);
    return until("the file came", () =>
      this.page.evaluate(name => {
        const parts = deployed.files.get(name);
        if (parts === undefined) return undefined;
        const size = parts.reduce((sum, part) => sum + part.byteLength, 0);
        return { size, first: new Uint8Array(parts[0])[0] };
      }, name),
    );
  }

  /** Offers a port behind which everything is said back. */
  exposesEcho() {
    return this.page.evaluate(() => deployed.exposePort());
  }

  /** Connects to the port that somebody offers. */
  async connectsToPort() {
    const offered = () => [...deployed.offers].find(([, { resource }]) => resource === "port")?.[0];
    const id = await until("a port is offered to the deployed client", () => this.page.evaluate(offered));
    const before = await this.page.evaluate(() => deployed.connections.length);
    await this.page.evaluate(id => deployed.want(id, true), id);
    const isOpen = number => deployed.connections[number]?.channel.readyState === "open";
    await until("it is connected", () => this.page.evaluate(isOpen, before), { within: 60_000 });
    return new DeployedConnection(this.page, before);
  }

  disconnect() {
    return this.page.evaluate(() => deployed.socket.close());
  }

  /** It met no message that it does not know and no track that it did not ask for. */
  async assertContent() {
    const [failure, received] = await this.page.evaluate(() => [deployed.failure, deployed.received]);
    assert.equal(failure, null, `the deployed client stopped after ${received.join(" ")}`);
  }
}

/** One connection through a port, at the deployed client's end. */
class DeployedConnection {
  #page;
  #number;

  constructor(page, number) {
    this.#page = page;
    this.#number = number;
  }

  /** So many bytes, each of the value of its place. */
  says(size) {
    return this.#page.evaluate(
      ([number, size]) => {
        const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251);
        for (let at = 0; at < size; at += 32_768)
          deployed.connections[number].channel.send(bytes.slice(at, at + 32_768));
      },
      [this.#number, size],
    );
  }

  /** How many bytes came, and whether each has the value of its place. */
  heard() {
    return this.#page.evaluate(number => {
      const { bytes } = deployed.connections[number];
      return { size: bytes.length, right: bytes.every((byte, at) => byte === at % 251) };
    }, this.#number);
  }

  closed() {
    return this.#page.evaluate(number => deployed.connections[number].closed, this.#number);
  }

  hangsUp() {
    return this.#page.evaluate(number => deployed.connections[number].channel.close(), this.#number);
  }
}

// SPDX-License-Identifier: AGPL-3.0-only
import { once } from "node:events";
import { connect, createServer } from "node:net";

/** Passes TCP connections on to a port, keeps what clients send, and can be cut or held up like a network. */
export class TcpProxy {
  /** All that clients have sent, one character for each byte. */
  received = "";
  #sockets = new Set();
  #isCut = false;
  #isHolding = false;
  #held = []; // of [socket, bytes]

  /** In front of the scene's server, for as long as the scene lasts. */
  static async inFrontOf(scene) {
    const proxy = new TcpProxy(scene.server.port);
    scene.endsWith(() => proxy.close());
    proxy.listener.listen(0, "127.0.0.1");
    await once(proxy.listener, "listening");
    proxy.url = `http://127.0.0.1:${proxy.listener.address().port}/`;
    return proxy;
  }

  constructor(target) {
    this.listener = createServer(client => this.#connected(client, target));
  }

  #connected(client, target) {
    if (this.#isCut) {
      client.destroy();
      return;
    }
    client.on("data", bytes => (this.received += bytes.toString("latin1")));
    const server = connect(target, "127.0.0.1");
    client.pipe(server);
    server.on("data", bytes => this.#passOrHold(client, bytes));
    this.#endTogether(client, server);
    this.#endTogether(server, client);
  }

  #passOrHold(client, bytes) {
    if (this.#isHolding) this.#held.push([client, bytes]);
    else client.write(bytes);
  }

  #endTogether(from, to) {
    this.#sockets.add(from);
    from.once("close", () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    // A reset is an end like any other here, and `close` follows.
    from.on("error", () => undefined);
  }

  /** Ends every connection, and each new one at once. */
  cut() {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend() {
    this.#isCut = false;
  }

  /** From now on nothing reaches the clients, and all of it waits. */
  hold() {
    this.#isHolding = true;
  }

  get heldBytes() {
    return this.#held.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  }

  /** What waits goes on, and what comes later waits again. */
  passHeld() {
    for (const [client, bytes] of this.#held.splice(0)) client.write(bytes);
  }

  release() {
    this.#isHolding = false;
    this.passHeld();
  }

  async close() {
    this.cut();
    this.listener.close();
    await once(this.listener, "close");
  }
}

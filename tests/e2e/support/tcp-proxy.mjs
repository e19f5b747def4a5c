// SPDX-License-Identifier: AGPL-3.0-only
import { once } from "node:events";
import { connect, createServer } from "node:net";

/** Passes TCP connections on to a port, keeps what clients send, and can be cut like a network. */
export class TcpProxy {
  /** All that clients have sent, one character for each byte. */
  received = "";
  #sockets = new Set();
  #isCut = false;

  static async start(target) {
    const proxy = new TcpProxy(target);
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
    this.#join(client, server);
    this.#join(server, client);
  }

  #join(from, to) {
    this.#sockets.add(from);
    from.pipe(to);
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

  async close() {
    this.cut();
    this.listener.close();
    await once(this.listener, "close");
  }
}

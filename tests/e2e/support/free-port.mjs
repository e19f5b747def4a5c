// SPDX-License-Identifier: AGPL-3.0-only
import { once } from "node:events";
import { createServer } from "node:net";

/** A port of loopback on which nobody listens just now. */
export async function freePort() {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address();
  listener.close();
  await once(listener, "close");
  return port;
}

// SPDX-License-Identifier: AGPL-3.0-only
/** Programs at both ends of a port, and the tunnel between them. */
import { once } from "node:events";

/** Runs `act` with the port on which `server` listens; its connections end with it. */
export async function listening(server, act) {
  const open = new Set();
  server.on("connection", socket => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => {});
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await act(server.address().port, open);
  } finally {
    for (const socket of open) socket.destroy();
    server.close();
  }
}

/** `expose` and `forward`, and the port on which one reaches what the other exposes. */
export async function tunnel(room, port, { expose: exposeArgs = [], forward: forwardArgs = [] } = {}) {
  const expose = room.rift(["--json", "--username", "Alice", "expose", String(port), ...exposeArgs]);
  const { id } = await expose.event("exposed");
  const forward = room.rift(["--json", "--username", "Bob", "forward", id, ...forwardArgs]);
  const at = await forward.event("listening");
  return { expose, forward, id, port: at.port, address: at.address };
}

/** All that comes until the other side ends, or the error's code. */
export async function received(socket) {
  const parts = [];
  socket.on("data", part => parts.push(part));
  const error = await new Promise(resolve => {
    socket.once("error", ({ code }) => resolve(code));
    socket.once("end", () => resolve(undefined));
  });
  return error ?? Buffer.concat(parts);
}

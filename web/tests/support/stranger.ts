// SPDX-License-Identifier: AGPL-3.0-only
import { deriveMessageKey, deriveRoomHash } from "../../src/crypto/room-keys";
import { seal } from "../../src/crypto/sealing";
import type { FakeServer } from "./fake-server";
import { quickSubtle, testRandom } from "./support";

/** Someone with the room's key who can say anything: a raw member without a client. */
export async function stranger(server: FakeServer, id: number) {
  const hash = await deriveRoomHash(quickSubtle, "public");
  const key = await deriveMessageKey(quickSubtle, "public");
  const socket = server.openSocket({
    text: () => undefined,
    closed: () => undefined,
  });
  socket.send(JSON.stringify({ join: { hash } }));
  const sealed = (inner: unknown, sender = id) =>
    seal(quickSubtle, key, testRandom.bytes(12), JSON.stringify({ sender, inner }));
  return {
    close: () => socket.close(),
    raw: (message: string) => socket.send(JSON.stringify({ relay: { message } })),
    async say(inner: unknown, sender = id) {
      socket.send(JSON.stringify({ relay: { message: await sealed(inner, sender) } }));
    },
  };
}

// SPDX-License-Identifier: AGPL-3.0-only
/** What client and server exchange (protocol sections 1 and 2). */
import { field, parseJson, record, single, unsigned, type JsonRecord } from "./decode";

export type ClientId = number;

export type ServerPacket =
  | { readonly name: "init"; readonly id: ClientId }
  | { readonly name: "client_join"; readonly id: ClientId }
  | { readonly name: "client_leave"; readonly id: ClientId }
  | { readonly name: "message"; readonly sender: ClientId; readonly message: string }
  | { readonly name: "room_info"; readonly hash: string; readonly userCount: number };

export type ClientPacket =
  | { readonly name: "join"; readonly hash: string | null }
  | { readonly name: "relay"; readonly message: string; readonly recipient?: ClientId }
  | { readonly name: "watch_rooms"; readonly hashes: readonly string[] }
  | { readonly name: "ping" };

const decoders: Readonly<Record<string, (body: JsonRecord) => ServerPacket | undefined>> = {
  init(body) {
    const id = unsigned(field(body, "your_id"));
    return id === undefined ? undefined : { name: "init", id };
  },
  client_join(body) {
    const id = unsigned(field(body, "id"));
    return id === undefined ? undefined : { name: "client_join", id };
  },
  client_leave(body) {
    const id = unsigned(field(body, "id"));
    return id === undefined ? undefined : { name: "client_leave", id };
  },
  message(body) {
    const sender = unsigned(field(body, "sender"));
    const message = field(body, "message");
    return sender === undefined || typeof message !== "string"
      ? undefined
      : { name: "message", sender, message };
  },
  room_info(body) {
    const hash = field(body, "hash");
    const userCount = unsigned(field(body, "user_count"));
    return userCount === undefined || typeof hash !== "string"
      ? undefined
      : { name: "room_info", hash, userCount };
  },
};

/** The packet in a text frame, or undefined if it is none that we know. */
export function decodeServerPacket(frame: string): ServerPacket | undefined {
  const packet = single(parseJson(frame));
  const body = record(packet?.[1]);
  if (packet === undefined || body === undefined || !Object.hasOwn(decoders, packet[0])) return undefined;
  return decoders[packet[0]]?.(body);
}

export function encodeClientPacket(packet: ClientPacket): string {
  switch (packet.name) {
    case "join":
      return JSON.stringify({ join: { hash: packet.hash } });
    case "relay":
      return JSON.stringify({ relay: { recipient: packet.recipient, message: packet.message } });
    case "watch_rooms":
      return JSON.stringify({ watch_rooms: packet.hashes });
    case "ping":
      return JSON.stringify({ ping: null });
  }
}

// SPDX-License-Identifier: AGPL-3.0-only
/**
 * The list of known rooms as one text, as the preference `room_watches` keeps it: `name=secret` entries with
 * semicolons between; an entry without `=` is a room whose name is its secret (`public`). So that any text can be a
 * name or a secret, `%`, `;`, `=` and a space may be written as `%25`, `%3B`, `%3D` and `%20`; these four are decoded
 * wherever they stand, and everything else means itself, but for spaces around a name or a secret, which mean nothing.
 * A secret may hold `=` as it is, since the first one of an entry counts.
 */
import { firstVisible, oneLine } from "./decode";
import { roomName } from "./fragment";
import { limits } from "./limits";

export interface KnownRoom {
  /** What the user calls it. */
  readonly name: string;
  /** Tells the rooms of a list apart. */
  readonly secret: string;
}

/** The rooms of a list, in its order: each once, as many as may be. What is no room is left out. Never throws. */
export function parseRoomWatches(text: string): readonly KnownRoom[] {
  const rooms = new Map<string, KnownRoom>();
  for (const entry of text.slice(0, limits.watchesLength).split(";")) {
    if (rooms.size >= limits.knownRooms) break;
    const mark = entry.indexOf("=");
    const name = mark < 0 ? "" : entry.slice(0, mark);
    const room = knownRoom(unescape(name), unescape(entry.slice(mark + 1).trim()));
    if (room !== undefined && !rooms.has(room.secret)) rooms.set(room.secret, room);
  }
  return [...rooms.values()];
}

export function formatRoomWatches(rooms: readonly KnownRoom[]): string {
  return rooms
    .map(({ name, secret }) =>
      name === secret ? escape(name, /[%;=]/g) : `${escape(name, /[%;=]/g)}=${escape(secret, /[%;]|^ | $/g)}`,
    )
    .join(";");
}

/** Both lists as one: the rooms of the first, and behind them those of the second for which there is space. */
export function joinRoomWatches(first: string, second: string): string {
  const rooms = [...parseRoomWatches(first)];
  for (const room of parseRoomWatches(second)) {
    if (rooms.length >= limits.knownRooms || rooms.some(({ secret }) => secret === room.secret)) continue;
    if (formatRoomWatches([...rooms, room]).length <= limits.watchesLength) rooms.push(room);
  }
  return formatRoomWatches(rooms);
}

/** Without a name of its own a room is called what its secret begins with. undefined if it is no room. */
export function knownRoom(name: string, secret: string): KnownRoom | undefined {
  if (secret.trim() === "" || secret.length > limits.secretLength) return undefined;
  const given = oneLine(name, limits.nameLength) ?? "";
  if (firstVisible(given) !== undefined) return { name: given, secret };
  const own = oneLine(roomName(secret), limits.nameLength) ?? "";
  return { name: firstVisible(own) === undefined ? "…" : own, secret };
}

function unescape(text: string): string {
  return text.replace(/%(?:2[05]|3[bd])/gi, code => decodeURIComponent(code));
}

function escape(text: string, what: RegExp): string {
  return text.replace(what, character => encodeURIComponent(character));
}

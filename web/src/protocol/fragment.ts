// SPDX-License-Identifier: AGPL-3.0-only
/** The part of a room's address that never reaches the server: `#secret?params` (protocol section 3). */

export interface RoomFragment {
  /** Percent-decoded; empty when there is none. May itself contain `#`. */
  readonly secret: string;
  readonly params: ReadonlyMap<string, string>;
}

/** Decodes runs of percent escapes where they are valid UTF-8, and leaves all else as it stands. */
export function percentDecode(value: string): string {
  return value.replace(/(?:%[0-9a-f]{2})+/gi, run => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** Takes `location.hash`, with or without its leading `#`. The first `?` ends the secret. Never throws. */
export function parseFragment(hash: string): RoomFragment {
  const body = hash.startsWith("#") ? hash.slice(1) : hash;
  const mark = body.indexOf("?");
  const secret = percentDecode(mark < 0 ? body : body.slice(0, mark));
  const params = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(mark < 0 ? "" : body.slice(mark + 1))) {
    if (!params.has(key)) params.set(key, value);
  }
  return { secret, params };
}

/** The fragment, without its leading `#`, less one parameter; the secret stays as it is written. */
export function withoutParam(hash: string, param: string): string {
  const body = hash.startsWith("#") ? hash.slice(1) : hash;
  const mark = body.indexOf("?");
  if (mark < 0) return body;
  const params = new URLSearchParams(body.slice(mark + 1));
  params.delete(param);
  const rest = params.toString();
  return body.slice(0, mark) + (rest === "" ? "" : `?${rest}`);
}

/** The fragment, without its leading `#`, whose secret is this. */
export function formatFragment(secret: string): string {
  const wellFormed = new TextDecoder().decode(new TextEncoder().encode(secret));
  return encodeURIComponent(wellFormed).replaceAll("%23", "#");
}

/** What is shown as the room's name: the part before the first `#`. */
export function roomName(secret: string): string {
  const mark = secret.indexOf("#");
  return mark < 0 ? secret : secret.slice(0, mark);
}

/** Adds a 256-bit secret to a room's name: `name#` and 64 hex digits. `random` must be 32 bytes. */
export function strengthenName(name: string, random: Uint8Array): string {
  return `${name}#${toHex(random)}`;
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}

/** `1 true yes` are true and everything else is not, as for all parameters that are yes or no. */
export function isYes(value: string | undefined): boolean {
  return value !== undefined && ["1", "true", "yes"].includes(value.toLowerCase());
}

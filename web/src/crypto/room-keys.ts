// SPDX-License-Identifier: AGPL-3.0-only
/** Room key and room hash from the room secret (protocol section 3). */
import { toHex } from "../protocol/fragment";
import { fromBase64 } from "./base64";

export interface RoomKeys {
  /** AES-256-GCM, not extractable. */
  readonly key: CryptoKey;
  /** 64 lower-case hex digits: the room's name on the server. */
  readonly hash: string;
}

const keySalt = "keksmeet/cryptosaltAAA==";
const hashSalt = "keksmeet/roomhashsaltA==";

function parameters(salt: string): Pbkdf2Params {
  return { name: "PBKDF2", hash: "SHA-512", iterations: 250_000, salt: fromBase64(salt) ?? new Uint8Array() };
}

/** The hash alone, for a room that is only watched. */
export async function deriveRoomHash(subtle: SubtleCrypto, secret: string): Promise<string> {
  const bytes = new TextEncoder().encode(secret);
  const base = await subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveBits"]);
  return toHex(new Uint8Array(await subtle.deriveBits(parameters(hashSalt), base, 256)));
}

/** Derives both at once: each takes a noticeable part of a second on a small machine. */
export async function deriveRoomKeys(subtle: SubtleCrypto, secret: string): Promise<RoomKeys> {
  const bytes = new TextEncoder().encode(secret);
  const base = await subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey", "deriveBits"]);
  const [key, hash] = await Promise.all([
    subtle.deriveKey(parameters(keySalt), base, { name: "AES-GCM", length: 256 }, false, [
      "encrypt",
      "decrypt",
    ]),
    subtle.deriveBits(parameters(hashSalt), base, 256),
  ]);
  return { key, hash: toHex(new Uint8Array(hash)) };
}

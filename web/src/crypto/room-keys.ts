// SPDX-License-Identifier: AGPL-3.0-only
/** Room key and room hash from the room secret (protocol section 3). */
import { toHex } from "../protocol/fragment";
import { fromBase64 } from "./base64";

const keySalt = "keksmeet/cryptosaltAAA==";
const hashSalt = "keksmeet/roomhashsaltA==";

function parameters(salt: string): Pbkdf2Params {
  return { name: "PBKDF2", hash: "SHA-512", iterations: 250_000, salt: fromBase64(salt) ?? new Uint8Array() };
}

/** 64 lower-case hex digits: the room's name on the server. Takes a noticeable part of a second on a small machine. */
export async function deriveRoomHash(subtle: SubtleCrypto, secret: string): Promise<string> {
  const base = await password(subtle, secret, "deriveBits");
  return toHex(new Uint8Array(await subtle.deriveBits(parameters(hashSalt), base, 256)));
}

/** What messages are sealed with: an AES-256-GCM key, not extractable. Takes as long as the hash. */
export async function deriveMessageKey(subtle: SubtleCrypto, secret: string): Promise<CryptoKey> {
  const base = await password(subtle, secret, "deriveKey");
  const algorithm = { name: "AES-GCM", length: 256 };
  return subtle.deriveKey(parameters(keySalt), base, algorithm, false, ["encrypt", "decrypt"]);
}

function password(subtle: SubtleCrypto, secret: string, use: "deriveBits" | "deriveKey"): Promise<CryptoKey> {
  return subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, [use]);
}

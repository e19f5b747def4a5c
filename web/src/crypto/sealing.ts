// SPDX-License-Identifier: AGPL-3.0-only
/** Sealed messages: base64 of 12 bytes IV, ciphertext, 16 bytes tag (protocol section 3). */
import { fromBase64, toBase64 } from "./base64";

export const ivLength = 12;
const tagLength = 16;

/** `iv` must be fresh from a cryptographic source for every message. */
export async function seal(
  subtle: SubtleCrypto,
  key: CryptoKey,
  iv: Uint8Array<ArrayBuffer>,
  plaintext: string,
): Promise<string> {
  const ciphertext = await subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(plaintext));
  const sealed = new Uint8Array(ivLength + ciphertext.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(ciphertext), ivLength);
  return toBase64(sealed);
}

/** The plaintext, or undefined if it was not sealed with this key, was changed, or is not UTF-8. */
export async function open(
  subtle: SubtleCrypto,
  key: CryptoKey,
  sealed: string,
): Promise<string | undefined> {
  const bytes = fromBase64(sealed);
  if (bytes === undefined || bytes.length < ivLength + tagLength) return undefined;
  try {
    const iv = bytes.subarray(0, ivLength);
    const plaintext = await subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.subarray(ivLength));
    return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
  } catch {
    return undefined;
  }
}

// SPDX-License-Identifier: AGPL-3.0-only

/** Standard alphabet, padded. */
export function toBase64(bytes: Uint8Array): string {
  // In pieces: a call takes only so many arguments.
  const piece = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += piece)
    binary += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(binary);
}

/** undefined if it is not base64. */
export function fromBase64(encoded: string): Uint8Array<ArrayBuffer> | undefined {
  let binary: string;
  try {
    binary = atob(encoded);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

// SPDX-License-Identifier: AGPL-3.0-only

/** One of six, from a name: FNV-1a, of whose bits the lowest are mixed worst. */
export function tint(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return (hash >>> 14) % 6;
}

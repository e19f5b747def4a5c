// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Animated GIF images (CompuServe GIF89a), which a canvas would make still: they are sent as they are, less what is
 * not needed to show them. Comments, plain text and unknown application extensions (XMP and the like) may tell more
 * than the picture shows.
 */

/** The pictures of the image and what animates them; undefined if it is no well-formed GIF with two pictures or more. */
export function cleanAnimatedGif(bytes: Uint8Array<ArrayBuffer>): Blob | undefined {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let at = headerEnd(bytes);
  if (at === undefined) return undefined;
  parts.push(bytes.subarray(0, at));
  let pictures = 0;
  while (bytes[at] !== 0x3b) {
    const end = blockEnd(bytes, at);
    if (end === undefined) return undefined;
    if (bytes[at] === 0x2c) pictures += 1;
    if (isNeeded(bytes, at)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  parts.push(bytes.subarray(at, at + 1));
  return pictures < 2 ? undefined : new Blob(parts, { type: "image/gif" });
}

/** Signature, logical screen descriptor and global colour table. */
function headerEnd(bytes: Uint8Array): number | undefined {
  const signature = String.fromCharCode(...bytes.subarray(0, 6));
  if (signature !== "GIF89a" && signature !== "GIF87a") return undefined;
  return 13 + colourTableLength(bytes[10] ?? 0);
}

function colourTableLength(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 7) + 1);
}

/** The end of the picture or the extension that begins here. */
function blockEnd(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] === 0x21) return subBlocksEnd(bytes, at + 2);
  // Descriptor, local colour table, code size, data.
  if (bytes[at] === 0x2c) return subBlocksEnd(bytes, at + 11 + colourTableLength(bytes[at + 9] ?? 0));
  return undefined;
}

function subBlocksEnd(bytes: Uint8Array, from: number): number | undefined {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return undefined;
    at += 1 + length;
    if (length === 0) return at;
  }
}

function isNeeded(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === 0x2c) return true;
  const label = bytes[at + 1];
  // How long a picture stands, and how often all are repeated.
  const application = String.fromCharCode(...bytes.subarray(at + 3, at + 14));
  return label === 0xf9 || (label === 0xff && ["NETSCAPE2.0", "ANIMEXTS1.0"].includes(application));
}

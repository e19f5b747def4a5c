// SPDX-License-Identifier: AGPL-3.0-only
import { fromBase64 } from "../crypto/base64";

/** The bytes of a chat image, which is a `data:image/…;base64,…` URL. */
export function imageBlob(image: string): Blob {
  const comma = image.indexOf(",");
  const type = /^data:(image\/[a-z]+);/.exec(image)?.[1] ?? "application/octet-stream";
  return new Blob([fromBase64(image.slice(comma + 1)) ?? new Uint8Array()], { type });
}

/** A name to save it under. */
export function imageFileName(image: string): string {
  const subtype = /^data:image\/([a-z]+);/.exec(image)?.[1] ?? "bin";
  return `image.${subtype === "jpeg" ? "jpg" : subtype}`;
}

// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Makes an image of the user's into one that can be sent: decoded and encoded anew, so that it is an image for sure,
 * no larger than it may be, and without what cameras and programs write beside the picture (EXIF with place and time,
 * XMP, thumbnails). Animated GIFs would stand still, and are cleaned instead.
 */
import { toBase64 } from "../crypto/base64";
import type { DecodedImage, ImageCodec, ImageType } from "../platform/types";
import { limits } from "../protocol/limits";
import { cleanAnimatedGif } from "./animated-gif";

export interface PreparedImage {
  /** As it is sent. */
  readonly image: string;
  readonly width: number;
  readonly height: number;
}

export type ImageProblem = "not_image" | "too_large";

/** Bytes of a file that is worth trying. */
export const largestFile = 64 * 1024 * 1024;
/** Pixels of the longer side. */
export const longestSide = 4096;
/** Pixels beyond which a picture without loss is not tried: it would be a large photo. */
const losslessPixels = 4_000_000;
const losslessBytes = 2 * 1024 * 1024;
/** Bytes that fit with the head of the data: URL. */
const mostBytes = Math.floor((limits.ownImageLength - 64) / 4) * 3;
/** Each attempt is this much smaller on each side. */
const shrinking = 0.75;
const attempts = 8;

export async function prepareImage(codec: ImageCodec, file: Blob): Promise<PreparedImage | ImageProblem> {
  if (file.size > largestFile) return "too_large";
  // A drawing that may hold scripts, and that receivers refuse.
  if (file.type.startsWith("image/svg")) return "not_image";
  let decoded: DecodedImage;
  try {
    decoded = await codec.decode(file);
  } catch {
    return "not_image";
  }
  try {
    return (await animated(file, decoded)) ?? (await encodeSmall(file, decoded)) ?? "too_large";
  } finally {
    decoded.close();
  }
}

async function animated(file: Blob, { width, height }: DecodedImage): Promise<PreparedImage | undefined> {
  if (file.size > mostBytes) return undefined;
  const clean = cleanAnimatedGif(new Uint8Array(await file.arrayBuffer()));
  return clean === undefined ? undefined : { image: await dataUrl(clean), width, height };
}

async function encodeSmall(file: Blob, decoded: DecodedImage): Promise<PreparedImage | undefined> {
  const longer = Math.max(decoded.width, decoded.height);
  let scale = Math.min(1, longestSide / longer);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const width = Math.max(1, Math.round(decoded.width * scale));
    const height = Math.max(1, Math.round(decoded.height * scale));
    const blob = await encode(file, decoded, width, height);
    if (blob !== undefined && blob.size <= mostBytes) return { image: await dataUrl(blob), width, height };
    scale *= shrinking;
  }
  return undefined;
}

/** Screenshots and drawings stay sharp while they are small; photos get smaller. */
async function encode(
  file: Blob,
  decoded: DecodedImage,
  width: number,
  height: number,
): Promise<Blob | undefined> {
  const drawn = file.type !== "image/jpeg" && width * height <= losslessPixels;
  const lossless = drawn ? await decoded.encode("image/png", width, height) : undefined;
  if (lossless !== undefined && lossless.size <= losslessBytes) return lossless;
  for (const type of ["image/webp", "image/jpeg"] satisfies ImageType[]) {
    const blob = await decoded.encode(type, width, height);
    if (blob !== undefined) return blob;
  }
  return lossless;
}

async function dataUrl(blob: Blob): Promise<string> {
  return `data:${blob.type};base64,${toBase64(new Uint8Array(await blob.arrayBuffer()))}`;
}

// SPDX-License-Identifier: AGPL-3.0-only
/** Decodes and encodes images by the browser's own means. */
import type { DecodedImage, ImageCodec, ImageType } from "./types";

/** Of 1, for the formats that lose. */
const quality = 0.9;

export const browserImages: ImageCodec = {
  async decode(file) {
    const bitmap = await createImageBitmap(file);
    const { width, height } = bitmap;
    return {
      width,
      height,
      encode: (type, toWidth, toHeight) => encode(bitmap, type, toWidth, toHeight),
      close: () => bitmap.close(),
    } satisfies DecodedImage;
  },
};

function encode(
  bitmap: ImageBitmap,
  type: ImageType,
  width: number,
  height: number,
): Promise<Blob | undefined> {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) return Promise.resolve(undefined);
  if (type === "image/jpeg") {
    // It has no transparency, which would be black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return new Promise(resolve =>
    // A browser that cannot encode the type makes a PNG image instead.
    canvas.toBlob(blob => resolve(blob?.type === type ? blob : undefined), type, quality),
  );
}

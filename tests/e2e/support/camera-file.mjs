// SPDX-License-Identifier: AGPL-3.0-only
import { writeFile } from "node:fs/promises";

/**
 * Writes a film of a few frames in the YUV4MPEG2 format, which Chromium plays for ever as its camera. `paint` gives
 * [Y, U, V] (0 to 255) for a pixel of a frame.
 */
export async function writeFilm(file, { width, height, frames, rate }, paint) {
  const parts = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C420jpeg\n`)];
  for (let frame = 0; frame < frames; frame++)
    parts.push(Buffer.from("FRAME\n"), planes(width, height, frame, paint));
  await writeFile(file, Buffer.concat(parts));
}

function planes(width, height, frame, paint) {
  const chroma = width * height;
  const quarter = chroma / 4;
  const bytes = Buffer.alloc(chroma + 2 * quarter);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [luma, u, v] = paint(x, y, frame);
      const half = chroma + (y >> 1) * (width >> 1) + (x >> 1);
      bytes[y * width + x] = luma;
      bytes[half] = u;
      bytes[half + quarter] = v;
    }
  }
  return bytes;
}

/** A small moving gradient: cheap to encode, different in every frame. */
export function writeTestFilm(file) {
  const paint = (x, y, frame) => [(x + y + frame * 16) & 255, 100 + frame, 150];
  return writeFilm(file, { width: 320, height: 240, frames: 8, rate: 10 }, paint);
}

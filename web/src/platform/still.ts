// SPDX-License-Identifier: AGPL-3.0-only
/** Small stills of running pictures, as data: URLs. Loaded when the first one is made. */

const width = 160;
/** Characters of a data: URL that others take. */
const longest = 8 * 1024;
/** Milliseconds to wait for a frame: a picture that stands still may give none. */
const frameTime = 2_000;
/** Mean difference of a channel, of 255, from which on it is another picture: noise of a camera stays below. */
const noticed = 6;

interface Taken {
  readonly pixels: Uint8ClampedArray;
  readonly image: string;
}

const latest = new WeakMap<MediaStream, Taken>();

/** The same as before if the picture has hardly changed; undefined if there is none small enough. */
export async function takeStill(stream: MediaStream): Promise<string | undefined> {
  const video = document.createElement("video");
  video.muted = video.playsInline = true;
  video.srcObject = stream;
  try {
    await Promise.race([video.play().then(() => nextFrame(video)), timeUp()]);
    return video.videoWidth === 0 ? undefined : stillOf(stream, video);
  } finally {
    video.srcObject = null;
  }
}

function stillOf(stream: MediaStream, video: HTMLVideoElement): string | undefined {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = Math.max(1, Math.round((width * video.videoHeight) / video.videoWidth));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(video, 0, 0, canvas.width, canvas.height);
  const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height);
  const before = latest.get(stream);
  if (before !== undefined && difference(before.pixels, pixels) < noticed) return before.image;
  const image = encode(canvas);
  if (image !== undefined) latest.set(stream, { pixels, image });
  return image;
}

/** A browser that cannot write WebP gives PNG instead, which is too large for a photograph. */
function encode(canvas: HTMLCanvasElement): string | undefined {
  const webp = canvas.toDataURL("image/webp", 0.6).startsWith("data:image/webp");
  for (const quality of [0.6, 0.4, 0.2, 0.05]) {
    const image = canvas.toDataURL(webp ? "image/webp" : "image/jpeg", quality);
    if (image.length <= longest) return image;
  }
  return undefined;
}

function difference(some: Uint8ClampedArray, others: Uint8ClampedArray): number {
  if (some.length !== others.length) return 255;
  let sum = 0;
  for (let index = 0; index < some.length; index++) {
    sum += Math.abs((some[index] ?? 0) - (others[index] ?? 0));
  }
  return sum / some.length;
}

const nextFrame = (video: HTMLVideoElement): Promise<unknown> =>
  new Promise(resolve => video.requestVideoFrameCallback(resolve));

const timeUp = (): Promise<unknown> => new Promise(resolve => window.setTimeout(resolve, frameTime));

// SPDX-License-Identifier: AGPL-3.0-only
import { writeFilm } from "./camera-file.mjs";

/** Colours as [red, green, blue]. */
const looks = {
  Mira: {
    wall: [96, 124, 138],
    floor: [58, 78, 92],
    skin: [226, 178, 148],
    hair: [74, 42, 34],
    shirt: [203, 106, 78],
  },
  Jonas: {
    wall: [142, 118, 92],
    floor: [92, 70, 54],
    skin: [198, 148, 116],
    hair: [40, 34, 32],
    shirt: [72, 108, 96],
  },
  Aylin: {
    wall: [168, 150, 136],
    floor: [110, 88, 80],
    skin: [214, 164, 132],
    hair: [28, 24, 30],
    shirt: [92, 76, 138],
  },
  Kofi: {
    wall: [116, 140, 112],
    floor: [66, 88, 68],
    skin: [112, 74, 56],
    hair: [24, 20, 20],
    shirt: [222, 190, 96],
  },
  Ingrid: {
    wall: [132, 128, 158],
    floor: [78, 74, 104],
    skin: [238, 198, 172],
    hair: [206, 172, 108],
    shirt: [70, 124, 150],
  },
  Rafael: {
    wall: [176, 132, 110],
    floor: [120, 82, 66],
    skin: [176, 124, 92],
    hair: [66, 46, 36],
    shirt: [232, 228, 220],
  },
};

const withLongHair = ["Mira", "Aylin", "Ingrid"];

/** Who can be drawn. */
export const portrayed = Object.keys(looks);

const width = 1280;
const height = 720;

/** Writes a film of somebody who sits before a wall: a drawing, so that no real face is needed. */
export async function writePortrait(file, name) {
  const look = looks[name];
  const long = withLongHair.includes(name);
  const still = Array.from({ length: width * height }, (_, at) =>
    toYuv(smooth(look, long, at % width, Math.floor(at / width))),
  );
  const paint = (x, y) => still[y * width + x];
  await writeFilm(file, { width, height, frames: 2, rate: 10 }, paint);
}

/** From now on the page's camera shows this person, still and small: a film for each would need a browser for each. */
export async function showsInCamera({ page }, name) {
  const [columns, rows] = [320, 180];
  const scale = width / columns;
  const pixels = Array.from({ length: columns * rows }, (_, at) => {
    const [x, y] = [(at % columns) * scale, Math.floor(at / columns) * scale];
    return [...smooth(looks[name], withLongHair.includes(name), x, y).map(Math.round), 255];
  });
  await page.addInitScript(playStill, {
    columns,
    rows,
    text: Buffer.from(pixels.flat()).toString("base64"),
  });
}

/** Runs in a page, before its scripts. */
function playStill({ columns, rows, text }) {
  const devices = navigator.mediaDevices;
  const capture = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async constraints => {
    if (constraints.video === undefined || constraints.video === false) return capture(constraints);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [columns, rows];
    const context = canvas.getContext("2d");
    const bytes = Uint8ClampedArray.from(atob(text), letter => letter.charCodeAt(0));
    const draw = () => context.putImageData(new ImageData(bytes, columns, rows), 0, 0);
    draw();
    setInterval(draw, 250);
    return canvas.captureStream(4);
  };
}

/** The mean of four points in a pixel, for soft edges. */
function smooth(look, long, x, y) {
  const points = [0.25, 0.75].flatMap(dy => [0.25, 0.75].map(dx => colour(look, long, x + dx, y + dy)));
  return [0, 1, 2].map(part => points.reduce((sum, point) => sum + point[part], 0) / points.length);
}

function colour(look, long, x, y) {
  const u = (x - width / 2) / height; // 0 in the middle, in heights of the picture
  const v = y / height;
  return (
    face(look, u, v) ?? neck(look, u, v) ?? hair(look, long, u, v) ?? shirt(look, u, v) ?? room(look, u, v)
  );
}

const inside = (u, v, middle, a, b) => (u / a) ** 2 + ((v - middle) / b) ** 2 < 1;

function face(look, u, v) {
  const side = Math.abs(u);
  if (inside(side - 0.055, v, 0.41, 0.014, 0.018)) return [48, 36, 34]; // eyes
  if (inside(u, v, 0.52, 0.06, 0.035) && v > 0.525) return [164, 82, 78]; // a smile
  const fringe = v < 0.335 + 0.25 * (u + 0.16) ** 2;
  return inside(u, v, 0.43, 0.135, 0.175) && !fringe ? look.skin : undefined;
}

function hair(look, long, u, v) {
  const cap = inside(u, v, 0.38, 0.165, 0.185) && v < 0.5;
  const fall = long && inside(u, v, 0.48, 0.19, 0.27) && v < 0.68;
  return cap || fall ? look.hair : undefined;
}

function neck(look, u, v) {
  return Math.abs(u) < 0.06 && v > 0.5 && v < 0.69 ? look.skin.map(part => part * 0.9) : undefined;
}

function shirt(look, u, v) {
  return inside(u, v, 1.08, 0.38, 0.42) ? look.shirt : undefined;
}

/** A wall that is lit from the left, with a picture on it. */
function room(look, u, v) {
  const light = 1.12 - 0.22 * (u + 0.9) - 0.2 * v;
  const frame = Math.max(Math.abs(u - 0.6) / 0.15, Math.abs(v - 0.3) / 0.18);
  if (frame < 1) return frame > 0.9 ? look.floor : look.wall.map(part => Math.min(255, part * 1.35));
  return look.wall.map(part => part * light);
}

/** ITU-R BT.601, as cameras have it. */
function toYuv([red, green, blue]) {
  return [
    16 + 0.257 * red + 0.504 * green + 0.098 * blue,
    128 - 0.148 * red - 0.291 * green + 0.439 * blue,
    128 + 0.439 * red - 0.368 * green - 0.071 * blue,
  ];
}

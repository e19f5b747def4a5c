// SPDX-License-Identifier: AGPL-3.0-only
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, firefox } from "playwright-core";
import { writeTestFilm } from "./camera-file.mjs";

const quietFlags = [
  "--no-sandbox", // Chromium refuses to run as root with it, and CI runs as root.
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const callFlags = [
  "--allow-loopback-in-peer-connection",
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  "--autoplay-policy=no-user-gesture-required",
];

/** Devices exist and may be used. The screen is Chromium's own test picture. */
export const willingDevices = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];

/** Devices exist, and the user forbids each. */
export const forbiddenDevices = ["--use-fake-ui-for-media-stream=deny", "--use-fake-device-for-media-stream"];

/** So many cameras that Chromium paints itself, and several microphones. */
export const paintedCameras = count => [
  "--use-fake-ui-for-media-stream",
  `--use-fake-device-for-media-stream=device-count=${count}`,
];

/** No camera at all, whatever the machine has; microphone and screen as above. */
export const noCamera = paintedCameras(0);

/** Enough to choose from. */
export const manyDevices = paintedCameras(3);

/**
 * A headless Chromium whose camera, if it has one, plays `film`: a small one unless another file is given. `record`
 * writes a file that its microphone plays. `flags` are further ones of its command line.
 */
export async function launchBrowser({ devices = willingDevices, film, record, flags = [] } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "keks-e2e-"));
  const painted = devices.some(flag => flag.includes("device-count="));
  const camera = painted ? [] : [`--use-file-for-fake-video-capture=${film ?? (await testFilm(folder))}`];
  if (record !== undefined) {
    await record(join(folder, "microphone.wav"));
    camera.push(`--use-file-for-fake-audio-capture=${join(folder, "microphone.wav")}`);
  }
  const browser = await chromium.launch({
    executablePath: process.env.KEKS_CHROMIUM ?? "/usr/bin/chromium",
    args: [...quietFlags, ...callFlags, ...devices, ...camera, ...flags],
  });
  return {
    newContext: options => browser.newContext(options),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const firefoxProgram = process.env.KEKS_FIREFOX ?? "/usr/bin/firefox-esr";

/** The first Firefox that knows `network.addDataCollector` of WebDriver BiDi, without which Playwright ends at once. */
const drivenFirefox = 143;

/** Why the Firefox of this machine cannot be driven; undefined if it can. */
export function firefoxLack() {
  const words = execFileSync(firefoxProgram, ["--version"], {
    encoding: "utf8",
  });
  const version = Number(/Firefox (\d+)/.exec(words)?.[1]);
  return version >= drivenFirefox ? undefined : `${words.trim()} is older than ${drivenFirefox}`;
}

/** A headless Firefox as Debian ships it, whose devices are its own test tone and moving square, and may be used. */
export function launchFirefox() {
  return firefox.launch({
    channel: "moz-firefox", // The browser as it is, by WebDriver BiDi.
    executablePath: firefoxProgram,
    firefoxUserPrefs: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.autoplay.default": 0,
      "media.peerconnection.ice.loopback": true,
      "media.peerconnection.ice.obfuscate_host_addresses": false,
    },
  });
}

async function testFilm(folder) {
  const file = join(folder, "camera.y4m");
  await writeTestFilm(file);
  return file;
}

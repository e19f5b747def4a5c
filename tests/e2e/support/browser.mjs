// SPDX-License-Identifier: AGPL-3.0-only
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
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

/** Devices that exist and may be used. The screen is Chromium's own test picture. */
export const willingDevices = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];

/**
 * A headless Chromium whose camera plays `film` (made small if none is given). `close` also removes what it left on
 * the disk.
 */
export async function launchBrowser({ devices = willingDevices, film } = {}) {
  const folder = await mkdtemp(join(tmpdir(), "keks-e2e-"));
  const camera = film ?? join(folder, "camera.y4m");
  if (film === undefined) await writeTestFilm(camera);
  const browser = await chromium.launch({
    executablePath: process.env.KEKS_CHROMIUM ?? "/usr/bin/chromium",
    args: [...quietFlags, ...callFlags, ...devices, `--use-file-for-fake-video-capture=${camera}`],
  });
  return {
    newContext: options => browser.newContext(options),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

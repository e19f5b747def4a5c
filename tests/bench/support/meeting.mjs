// SPDX-License-Identifier: AGPL-3.0-only
import { momentOf, newPage, withParams } from "./page.mjs";

/**
 * Two people: from a click on a video to its first frame, and, where video is shown on sight, from navigation to the
 * first frame of somebody who is there already.
 */
export async function meeting(browser, url) {
  const host = await newPage(browser);
  await host.page.goto(withParams(url, { username: "host" }));
  await momentOf(host.page, "joined");
  await host.page.getByRole("button", { name: /camera, off/i }).click();
  await host.page.getByRole("button", { name: /camera, on/i }).waitFor();
  const clickToFrame = await byClick(browser, url);
  const navigationToFrame = await onSight(browser, url);
  await host.close();
  return { clickToFrame, navigationToFrame };
}

async function byClick(browser, url) {
  const guest = await newPage(browser);
  await guest.page.goto(withParams(url, { username: "guest" }));
  const show = guest.page.getByRole("button", { name: /^Show camera of host/i });
  await show.waitFor();
  // Whatever is prepared beforehand has had the time that a person needs to find the button.
  await guest.page.waitForLoadState("networkidle");
  const clicked = await show.evaluate(button => {
    const now = performance.now();
    button.click();
    return now;
  });
  const frame = await momentOf(guest.page, "firstFrame");
  await guest.close();
  return frame - clicked;
}

async function onSight(browser, url) {
  const guest = await newPage(browser);
  await guest.page.goto(withParams(url, { username: "guest", optional_video_default_enable: "true" }));
  const frame = await momentOf(guest.page, "firstFrame");
  await guest.close();
  return frame;
}

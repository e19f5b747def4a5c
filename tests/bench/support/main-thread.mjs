// SPDX-License-Identifier: AGPL-3.0-only
import { setTimeout as pause } from "node:timers/promises";
import { momentOf, newPage, patience, withParams } from "./page.mjs";

/** Milliseconds over which the main thread is watched. */
const span = 10_000;

/**
 * In a room of `people` who all have a camera on and show all others: how much of a core the main thread of one page
 * needs, in percent. Pictures are small, so that the coding of all of them fits onto the machine that measures.
 */
export async function mainThreadShare(browser, url, people) {
  const params = { optional_video_default_enable: "true", video_resolution: "180", video_fps: "10" };
  const guests = [];
  try {
    for (let index = 0; index < people; index++) {
      const guest = await newPage(browser);
      guests.push(guest);
      await guest.page.goto(withParams(url, { ...params, username: `guest ${index}` }));
      await momentOf(guest.page, "joined");
      await guest.page.getByRole("button", { name: /camera, off/i }).click();
    }
    const [{ page }] = guests;
    await page.waitForFunction(othersMove, people - 1, { timeout: patience, polling: 250 });
    return await share(page);
  } finally {
    for (const guest of guests) await guest.close();
  }
}

/** In the page: whether that many videos of others have shown a frame. */
function othersMove(expected) {
  const videos = [...document.querySelectorAll("video")].filter(video => video.closest(".self") === null);
  const frames = videos.map(video => video.getVideoPlaybackQuality().totalVideoFrames);
  return frames.filter(count => count > 0).length >= expected;
}

async function share(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "timeTicks" });
  const read = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = name => metrics.find(metric => metric.name === name).value;
    return { busy: value("TaskDuration"), at: value("Timestamp") };
  };
  const before = await read();
  await pause(span);
  const after = await read();
  return Math.round((1000 * (after.busy - before.busy)) / (after.at - before.at)) / 10;
}

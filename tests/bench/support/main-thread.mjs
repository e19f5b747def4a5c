// SPDX-License-Identifier: AGPL-3.0-only
import { setTimeout as pause } from "node:timers/promises";
import { momentOf, newPage, patience, withParams } from "./page.mjs";

/** Milliseconds over which the main thread is watched. */
const span = 10_000;

/** Small, so that the coding of all of them fits onto the machine that measures. */
const camera = { lines: 180, fps: 10 };

/**
 * In a room of `people` who all have a camera on and show all others, what the tasks of one page's main thread take:
 * of a core, as the system counts it for the thread, and of the time, in which a busy machine's waits count as well.
 */
export async function mainThreadShare(browser, url, people) {
  const params = {
    optional_video_default_enable: "true",
    video_resolution: String(camera.lines),
    video_fps: String(camera.fps),
  };
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
    const [ofACore, ofTheTime] = await shares(page, "threadTicks", "timeTicks");
    return { people, camera, percentOfACore: ofACore, percentOfTheTime: ofTheTime };
  } finally {
    for (const guest of guests) await guest.close();
  }
}

/** In the page: whether that many videos of others have shown a frame. */
function othersMove(expected) {
  const videos = [...document.querySelectorAll("video")].filter(video => video.closest(".own") === null);
  const frames = videos.map(video => video.getVideoPlaybackQuality().totalVideoFrames);
  return frames.filter(count => count > 0).length >= expected;
}

/** In percent over the same span, by each of the clocks. */
async function shares(page, ...timeDomains) {
  const readers = await Promise.all(timeDomains.map(timeDomain => taskReader(page, timeDomain)));
  const before = await Promise.all(readers.map(read => read()));
  await pause(span);
  const after = await Promise.all(readers.map(read => read()));
  return after.map(
    ({ busy, at }, index) => Math.round((1000 * (busy - before[index].busy)) / (at - before[index].at)) / 10,
  );
}

/** What reads how long all tasks took so far by this clock, and the time: seconds. */
async function taskReader(page, timeDomain) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const value = name => metrics.find(metric => metric.name === name).value;
    return { busy: value("TaskDuration"), at: value("Timestamp") };
  };
}

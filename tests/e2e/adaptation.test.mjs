// SPDX-License-Identifier: AGPL-3.0-only
/** What is sent of a picture follows what is needed of it. */
import assert from "node:assert/strict";
import { manyDevices } from "./support/browser.mjs";
import { framesAdvance } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

// A camera of 1280 by 720.
const story = storyteller({ devices: manyDevices });

story("A picture is sent no larger than it is shown, and grows with its place", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.page.setViewportSize({ width: 1100, height: 360 });
  await alice.turnOn("Camera");
  await framesAdvance(await bob.show("camera", alice));
  await until("a small picture is sent", async () => (await sentHeight(alice)) <= 360);
  await bob.page.setViewportSize({ width: 1900, height: 1000 });
  await until("a large picture is sent", async () => (await sentHeight(alice)) >= 480, { within: 40_000 });
  const [audio, video] = await priorities(alice);
  assert.deepEqual([audio, video], [undefined, "low"]);
});

story("A picture whose sides are cut to fill its tile is sent as fine as what is seen of it", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.page.setViewportSize({ width: 1100, height: 360 });
  await bob.button("Close chat").click();
  await alice.turnOn("Camera");
  const shown = await bob.show("camera", alice);
  await framesAdvance(shown);
  await until("a small picture is asked for", async () => (await videoScale(alice)) >= 2);
  await bob.page.setViewportSize({ width: 800, height: 900 });
  const seen = () =>
    shown.evaluate(video => {
      const { clientWidth: width, clientHeight: height } = video;
      return { width, height, fit: getComputedStyle(video).objectFit };
    });
  const cut = ({ width, height, fit }) => fit === "cover" && width / height < 1.5 && height > 480;
  await until("the picture is cut", async () => cut(await seen()));
  // By what is asked of the encoder: a busy machine sends less for a while.
  await until("as many lines are sent as are seen", async () => {
    const [scale, { height }] = await Promise.all([videoScale(alice), seen()]);
    return 720 / scale >= height;
  });
});

story("Who has not asked for a picture sees a still of it; who has gets no more of them", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await alice.turnOn("Camera");
  const still = bob.page.locator("img.preview");
  await still.waitFor();
  const size = await still.evaluate(image => [image.naturalWidth, image.src.length]);
  assert.equal(size[0], 160);
  assert.ok(size[1] <= 8192);
  await framesAdvance(await bob.show("camera", alice));
  await still.waitFor({ state: "detached" });
});

/** Lines of the picture that goes out. */
const sentHeight = ({ page }) =>
  page.evaluate(async () => {
    const reports = await Promise.all(keksTest.connections.map(connection => connection.getStats()));
    const heights = reports
      .flatMap(report => [...report.values()])
      .filter(({ type, kind, frameHeight }) => type === "outbound-rtp" && kind === "video" && frameHeight > 0)
      .map(({ frameHeight }) => frameHeight);
    return heights.length === 0 ? Infinity : Math.max(...heights);
  });

const priorities = ({ page }) =>
  page.evaluate(() =>
    ["audio", "video"].map(kind => {
      const senders = keksTest.connections.flatMap(connection => connection.getSenders());
      return senders.find(({ track }) => track?.kind === kind)?.getParameters().encodings[0].priority;
    }),
  );

/** By which factor the camera's picture goes out smaller. */
const videoScale = ({ page }) =>
  page.evaluate(() => {
    const senders = keksTest.connections.flatMap(connection => connection.getSenders());
    const sender = senders.find(({ track }) => track?.kind === "video");
    return sender.getParameters().encodings[0].scaleResolutionDownBy;
  });

// SPDX-License-Identifier: AGPL-3.0-only
/** What is sent of a picture follows what is needed of it. */
import assert from "node:assert/strict";
import { manyDevices } from "./support/browser.mjs";
import { framesAdvance, rtpSum, sentPackets, soundArrives, videoBytes } from "./support/media.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

// A camera of 1280 by 720.
const story = storyteller({ devices: manyDevices });

story("A picture is sent no larger than it is shown, and grows with its place", async scene => {
  const [alice, bob] = await scene.enter("Alice", "Bob");
  await bob.page.setViewportSize({ width: 1100, height: 360 });
  await alice.turnOn("Microphone");
  await alice.turnOn("Camera");
  await framesAdvance(await bob.show("camera", alice));
  await until("a small picture is sent", async () => (await sentHeight(alice)) <= 360);
  await bob.page.setViewportSize({ width: 1900, height: 1000 });
  await until("a large picture is sent", async () => (await sentHeight(alice)) >= 480, { within: 40_000 });
  assert.deepEqual(await priorities(alice), ["high", "low"]);
});

story(
  "On a link that bears little the picture gives way, and the voice arrives whole",
  async scene => {
    const alice = await scene.somebody("Alice");
    // Chromium limits only what it began with: sockets that are there before the first limit stay free.
    const limit = await linkOf(alice);
    await limit(20_000);
    await alice.page.goto(scene.roomUrl("Alice"));
    const bob = await scene.enters("Bob");
    await alice.meets(bob);
    await alice.turnOn("Microphone");
    await alice.turnOn("Camera");
    await framesAdvance(await bob.show("camera", alice));
    await soundArrives(bob);
    await until("the link is thought to bear more", async () => (await estimate(alice)) > 200_000);
    await limit(90);
    await until("the link is known to bear little", async () => (await estimate(alice)) < 100_000, {
      within: 60_000,
    });
    const before = await traffic(alice, bob);
    const after = await until("four seconds of speech are sent", async () => {
      const now = await traffic(alice, bob);
      return now.sent - before.sent >= 200 && now;
    });
    const bits = (8 * (after.pictureBytes - before.pictureBytes)) / ((after.sent - before.sent) / 50);
    assert.ok(bits < 120_000, `${bits} bits of the picture are sent each second`);
    const share = (after.received - before.received) / (after.sent - before.sent);
    assert.ok(share > 0.85, `${share} of the voice arrives`);
    await soundArrives(bob);
  },
  { timeout: 180_000 },
);

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

/** What limits the link of a person to so many kbit each second, both ways, by Chromium's emulation of networks. */
async function linkOf({ page }) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  return kbit => {
    const throughput = (kbit * 1000) / 8;
    const both = { downloadThroughput: throughput, uploadThroughput: throughput };
    return session.send("Network.emulateNetworkConditions", {
      ...both,
      offline: false,
      latency: 1,
      packetLoss: 0,
      packetQueueLength: 50,
    });
  };
}

/** Bits each second that the browser thinks its link bears. */
const estimate = ({ page }) =>
  page.evaluate(async () => {
    const reports = await Promise.all(keksTest.connections.map(connection => connection.getStats()));
    const pairs = reports.flatMap(report => [...report.values()]);
    return Math.max(...pairs.map(({ availableOutgoingBitrate }) => availableOutgoingBitrate ?? 0));
  });

/** Of speech, of which 50 packets are a second, and of the picture. */
async function traffic(from, to) {
  const received = await rtpSum(to, "inbound-rtp", "audio", "packetsReceived");
  return { received, sent: await sentPackets(from, "audio"), pictureBytes: await videoBytes(from) };
}

// SPDX-License-Identifier: AGPL-3.0-only
/** The native WebRTC stack and a real Chromium, with nothing in between but descriptions and candidates. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launchBrowser } from "../e2e/support/browser.mjs";
import { until, untilStill } from "../e2e/support/until.mjs";
import { link, NativePeer, PagePeer, patience } from "./support/peers.mjs";

const megabytes = 1_000_000;
const shared = {};

before(async () => (shared.browser = await launchBrowser()));
after(() => shared.browser?.close());

/** A test whose `act` gets two ends that nobody has linked yet. */
function story(sentence, act) {
  test(sentence, { timeout: 300_000 }, async () => {
    const native = new NativePeer();
    const page = await PagePeer.in(shared.browser);
    await together(native, page, () => act({ native, page }));
  });
}

/** Ends both after `act`, whatever comes of it. */
async function together(native, page, act) {
  try {
    await act();
  } catch (error) {
    console.error("What the native end told:", ...native.events.map(event => `\n  ${brief(event)}`));
    await Promise.all([native.kill(), page.end()]);
    throw error;
  }
  await Promise.all([native.end(), page.end()]);
}

/** Without what only computers read. */
function brief({ sdp, ...event }) {
  return JSON.stringify(event).slice(0, 200);
}

async function connect(offering, answering) {
  link(offering, answering);
  await offering.do({ do: "offer" });
  await bothAre("connected", offering, answering);
}

const bothAre = (state, ...peers) => Promise.all(peers.map(peer => peer.told("state", { state })));

/** A channel of that label, open at both ends. */
async function openChannel(from, to, label) {
  await from.do({ do: "open", label });
  await Promise.all([from, to].map(peer => peer.told("opened", { label })));
}

/** Sends random bytes, and compares the digests. */
async function carries(from, to, label, bytes) {
  await from.do({ do: "stream", label, bytes });
  const { sha256 } = await from.told("streamed", { label });
  await from.do({ do: "text", label, text: "end" });
  await to.told("text", { label, text: "end" });
  await to.do({ do: "digest", label });
  const received = await to.told("digest", { label });
  assert.deepEqual([received.bytes, received.sha256], [bytes, sha256]);
}

for (const [who, roles] of [
  ["We offer", ({ native, page }) => [native, page]],
  ["Chromium offers", ({ native, page }) => [page, native]],
]) {
  story(`${who}, and both open channels and send 40 MB, whole`, async ends => {
    const [offering, answering] = roles(ends);
    // Chromium offers what it has use for alone.
    await offering.do({ do: "open", label: "first" });
    await connect(offering, answering);
    await answering.told("opened", { label: "first" });
    await openChannel(answering, offering, "second");
    await carries(offering, answering, "first", 40 * megabytes);
    await carries(answering, offering, "second", 40 * megabytes);
  });
}

story("Both send 40 MB at once, whole, each on a channel of its own", async ({ native, page }) => {
  await native.do({ do: "open", label: "ours" });
  await connect(native, page);
  await openChannel(page, native, "theirs");
  await Promise.all([
    carries(native, page, "ours", 40 * megabytes),
    carries(page, native, "theirs", 40 * megabytes),
  ]);
});

story("Texts and empty messages arrive as they are", async ({ native, page }) => {
  const texts = ["plain", "", "Grüße, 世界 🎈", "x".repeat(65_536)];
  await native.do({ do: "open", label: "talk" });
  await connect(native, page);
  await page.told("opened", { label: "talk" });
  for (const [from, to] of [
    [native, page],
    [page, native],
  ]) {
    for (const text of texts) await from.do({ do: "text", label: "talk", text });
    for (let times = 0; times < 3; times++) await from.do({ do: "empty", label: "talk" });
    await from.do({ do: "text", label: "talk", text: "end" });
    await to.told("text", { text: "end" });
    const heard = to.events.filter(({ event }) => event === "text").map(({ text }) => text);
    assert.deepEqual(heard, [...texts, "end"]);
    await to.do({ do: "digest", label: "talk" });
    const { bytes, messages } = await to.told("digest");
    assert.deepEqual([bytes, messages], [0, 3]);
  }
});

story("Chromium waits for as long as we do not read", async ({ native, page }) => {
  await native.do({ do: "open", label: "slow" });
  await connect(native, page);
  await page.told("opened", { label: "slow" });
  await native.do({ do: "pause", label: "slow" });
  await page.do({ do: "stream", label: "slow", bytes: 40 * megabytes });
  const buffered = () => page.bufferedAmount("slow");
  await until("Chromium has bytes that it cannot send", async () => (await buffered()) > 0);
  await untilStill("what Chromium holds back", buffered, { time: 3000, within: patience });
  assert.ok((await buffered()) > 0);
  assert.equal(page.find("streamed"), undefined);
  await native.do({ do: "resume", label: "slow" });
  const { sha256 } = await page.told("streamed");
  await page.do({ do: "text", label: "slow", text: "end" });
  await native.told("text", { text: "end" });
  await native.do({ do: "digest", label: "slow" });
  assert.equal((await native.told("digest")).sha256, sha256);
});

story("A channel that one side closes is closed at the other, and the connection goes on", async ends => {
  const { native, page } = ends;
  await native.do({ do: "open", label: "a" });
  await connect(native, page);
  await page.told("opened", { label: "a" });
  await openChannel(page, native, "b");
  await native.do({ do: "shut", label: "a" });
  await page.do({ do: "shut", label: "b" });
  for (const peer of [native, page]) {
    for (const label of ["a", "b"]) await peer.told("shut", { label });
  }
  await openChannel(native, page, "c");
  await carries(page, native, "c", megabytes);
});

// What is noticed by silence alone is `failed` to us and `disconnected` to Chromium.
story("Chromium is told that we close", async ({ native, page }) => {
  await native.do({ do: "open", label: "short" });
  await connect(native, page);
  await page.told("opened", { label: "short" });
  await native.do({ do: "close" });
  await page.told("shut", { label: "short" });
  const history = await page.history();
  assert.ok(!history.includes("ice disconnected") && !history.includes("ice failed"), history.join());
});

story("We are told that Chromium closes", async ({ native, page }) => {
  await native.do({ do: "open", label: "short" });
  await connect(native, page);
  await page.told("opened", { label: "short" });
  await page.do({ do: "close" });
  await native.told("shut", { label: "short" });
  await native.told("state", { state: "closed" });
  assert.equal(native.find("state", { state: "failed" }), undefined);
});

story("We notice a page that is gone without a word", async ({ native, page }) => {
  await native.do({ do: "open", label: "lost" });
  await connect(native, page);
  await page.told("opened", { label: "lost" });
  await page.crash();
  await native.told("state", { state: "failed" });
  await native.told("shut", { label: "lost" });
});

story("Offers that cross settle when we give ours up", async ({ native, page }) => {
  const onOffer = async (offer, to) => {
    if (to === page) return true;
    await native.do({ do: "roll_back" });
    return false;
  };
  link(native, page, { onOffer });
  await native.do({ do: "open", label: "ours" });
  await page.do({ do: "open", label: "theirs" });
  await native.do({ do: "offer" });
  await native.told("description", { type: "offer" });
  await page.do({ do: "offer" });
  await bothAre("connected", native, page);
  await Promise.all([page.told("opened", { label: "ours" }), native.told("opened", { label: "theirs" })]);
  await carries(native, page, "ours", megabytes);
  await carries(page, native, "theirs", megabytes);
});

story("Offers that cross in a connection settle when Chromium gives its own up", async ({ native, page }) => {
  await native.do({ do: "open", label: "ours" });
  await connect(native, page);
  await page.told("opened", { label: "ours" });
  page.forget();
  const crossed = [];
  link(native, page, {
    // Chromium rolls its own back by itself. Theirs is none of our business until ours is answered.
    onOffer: async (offer, to) => {
      crossed.push(to.name);
      return to === native;
    },
  });
  await Promise.all([page.do({ do: "offer" }), native.do({ do: "offer" })]);
  await until("both offers are out", () => crossed.length === 2, { within: patience });
  await page.told("description", { type: "answer" });
  // Both are free to negotiate again.
  link(native, page);
  await page.do({ do: "offer" });
  await native.told("description", { type: "answer" });
  assert.equal(native.find("refused"), undefined);
  await carries(native, page, "ours", megabytes);
});

story("The connection goes on when Chromium restarts ICE", async ({ native, page }) => {
  const ufrag = ({ sdp }) => /a=ice-ufrag:(\S+)/.exec(sdp)[1];
  await page.do({ do: "open", label: "a" });
  await connect(page, native);
  await native.told("opened", { label: "a" });
  const before = ufrag(await native.told("description", { type: "answer" }));
  native.forget();
  await page.do({ do: "restart" });
  assert.notEqual(ufrag(await native.told("description", { type: "answer" })), before);
  await until("Chromium is connected by the new credentials", () => page.isConnectedByOther(before), {
    within: patience,
  });
  await carries(native, page, "a", megabytes);
  await carries(page, native, "a", megabytes);
  assert.equal(native.find("state"), undefined);
});

test("Twelve connections in a row all come about", { timeout: 600_000 }, async () => {
  for (let turn = 0; turn < 12; turn++) {
    const [native, page] = [new NativePeer(), await PagePeer.in(shared.browser)];
    const [offering, answering] = turn % 2 === 0 ? [native, page] : [page, native];
    await together(native, page, async () => {
      await offering.do({ do: "open", label: "one of many" });
      await connect(offering, answering);
      await carries(offering, answering, "one of many", 1000);
    });
  }
});

// SPDX-License-Identifier: AGPL-3.0-only
/** RNNoise: what arrives of noise, and what arrives of a voice. */
import assert from "node:assert/strict";
import { loudness, soundArrives } from "./support/media.mjs";
import { writeNoise, writeVoice } from "./support/sound-file.mjs";
import { storyteller } from "./support/story.mjs";
import { until } from "./support/until.mjs";

/** What else a browser does to a microphone stands still, so that what changes is RNNoise's. */
const plain = {
  rnnoise: "false",
  auto_gain_control: "false",
  echo_cancellation: "false",
};

const noise = storyteller({ record: writeNoise });
const voice = storyteller({ record: writeVoice });

noise(
  "Noise is at least 10 dB quieter with RNNoise, switched on in the call; the gain counts too",
  async scene => {
    const { alice, bob } = await listening(scene);
    const before = await loudness(bob);
    const stream = await ownStream(alice);
    await prefers(alice, "rnnoise", "true");
    const after = await quieter(bob, before, 10);
    console.log(`noise: ${before.toFixed(1)} dB, with RNNoise ${after.toFixed(1)} dB`);
    await prefers(alice, "rnnoise", "false");
    await until("the noise is back", async () => Math.abs((await loudness(bob)) - before) < 2);
    await prefers(alice, "microphone_gain", "0.25");
    await quieter(bob, before, 9);
    assert.equal(await ownStream(alice), stream, "the others still hear the same resource");
  },
  { timeout: 400_000 },
);

voice("A voice passes through RNNoise nearly as loud as without", async scene => {
  const { alice, bob } = await listening(scene);
  const before = await loudness(bob);
  await prefers(alice, "rnnoise", "true");
  await until("RNNoise is there", () => alice.requests.some(url => /rnnoise.*\.wasm$/.test(url)));
  await soundArrives(bob);
  const after = await loudness(bob);
  console.log(`voice: ${before.toFixed(1)} dB, with RNNoise ${after.toFixed(1)} dB`);
  assert.ok(Math.abs(after - before) < 6, `${before} dB became ${after} dB`);
});

noise("Without its files a microphone works, and the user is told that noise is not removed", async scene => {
  const alice = await scene.somebody("Alice");
  alice.expect(/ERR_FAILED|worklet/i);
  await alice.page.route(/rnnoise.*\.wasm$|workletProcessor/, route => route.abort());
  await alice.page.goto(scene.roomUrl("Alice"));
  const bob = await scene.enters("Bob");
  await alice.turnOn("Microphone");
  await alice.isTold("Noise is not removed", "The microphone works");
  await soundArrives(bob);
});

noise("RNNoise is loaded when a microphone starts, and not before", async scene => {
  const alice = await scene.enters("Alice");
  const loaded = () => alice.requests.some(url => /rnnoise|workletProcessor/.test(url));
  assert.equal(loaded(), false);
  await alice.turnOn("Microphone");
  await until("it is loaded", loaded);
});

/** Bob hears Alice, whose microphone is as it comes. */
async function listening(scene) {
  const alice = await scene.somebody("Alice");
  const params = new URLSearchParams(plain);
  await alice.page.goto(`${scene.roomUrl("Alice")}&${params}`);
  const bob = await scene.enters("Bob");
  await alice.turnOn("Microphone");
  await soundArrives(bob);
  return { alice, bob };
}

/** Sound that comes in pieces, as from a machine whose cores others take, is noise to which RNNoise settles slowly. */
const settling = { within: 150_000 };

async function quieter(person, before, decibels) {
  let last = before;
  const enough = async () => (last = await loudness(person)) <= before - decibels;
  await until(`it is ${decibels} dB quieter than ${before}`, enough, settling);
  return last;
}

const prefers = ({ page }, key, value) =>
  page.evaluate(([key, value]) => window.change_pref(key, value), [key, value]);

/** What the connection says that the microphone's stream is. */
const ownStream = ({ page }) =>
  page.evaluate(() => {
    const sdp = keksTest.connections.at(-1).localDescription.sdp;
    return /a=msid:(\S+)/.exec(sdp)?.[1];
  });

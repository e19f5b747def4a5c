// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { MicrophoneSound } from "../../src/resources/microphone-sound";
import { FakeMedia } from "../support/fake-media";
import { FakeStream, FakeTrack } from "../support/fake-peer";

function setUp(change: (media: FakeMedia) => void = () => undefined) {
  const media = new FakeMedia();
  change(media);
  const log: string[] = [];
  const settings = { gain: 1, removeNoise: true };
  const tracks: unknown[] = [];
  const sound = new MicrophoneSound(
    () => media.openSound(),
    () => settings,
    { track: track => tracks.push(track), noisy: () => log.push("noisy") },
  );
  const raw = new FakeTrack("audio");
  const device = (track = raw, id = "one") => new FakeStream(id, [track]) as unknown as MediaStream;
  return { media, sound, settings, raw, device, log, tracks, graph: () => media.sounds[0] };
}

test("what is sent is the graph's, with noise removed and the gain in it", async () => {
  const { sound, settings, device, graph } = setUp();
  settings.gain = 2;
  assert.equal(await sound.take(device()), graph()?.track);
  assert.deepEqual([graph()?.removesNoise, graph()?.gain], [true, 2]);
  settings.removeNoise = false;
  await sound.apply();
  assert.equal(graph()?.removesNoise, false);
});

test("another device goes into the same graph: the others' track stays", async () => {
  const { sound, device, media, graph } = setUp();
  const first = await sound.take(device());
  assert.equal(await sound.take(device(new FakeTrack("audio"), "two")), first);
  assert.deepEqual(graph()?.inputs, ["one", "two"]);
  assert.equal(media.sounds.length, 1);
});

test("muting silences all that could be sent, and what comes later", async () => {
  const { sound, raw, device, graph } = setUp();
  await sound.take(device());
  graph()!.loudness = 0.5;
  assert.equal(sound.level(), 0.5);
  sound.mute(true);
  const other = new FakeTrack("audio");
  await sound.take(device(other, "two"));
  assert.deepEqual([raw.enabled, other.enabled, graph()?.output.enabled], [false, false, false]);
  assert.equal(sound.level(), 0);
  sound.mute(false);
  assert.deepEqual([other.enabled, graph()?.output.enabled], [true, true]);
});

test("without noise removal the microphone works, and it is said", async () => {
  const { sound, device, log, graph } = setUp(media => (media.noiseFails = true));
  assert.equal(await sound.take(device()), graph()?.track);
  await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(log, ["noisy"]);
});

test("where sound cannot be worked on, it is sent as it comes", async () => {
  const { sound, raw, device, log } = setUp(media => (media.soundFails = true));
  assert.equal(await sound.take(device()), raw);
  sound.mute(true);
  assert.equal(raw.enabled, false);
  assert.deepEqual(log, ["noisy"]);
});

test("while the browser holds the graph back, the sound is sent as it comes", async () => {
  const { sound, raw, device, tracks, graph } = setUp(media => (media.soundRuns = false));
  assert.equal(await sound.take(device()), raw);
  graph()?.onRunning?.();
  assert.deepEqual(tracks, [graph()?.track]);
});

test("closed before the graph is there, it leaves nothing behind", async () => {
  const { sound, device, graph, log } = setUp();
  const taken = sound.take(device());
  sound.close();
  await taken;
  assert.equal(graph()?.closed, true);
  assert.deepEqual(log, []);
});

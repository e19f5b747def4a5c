// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/protocol/limits";
import { LocalMedia, type LocalMediaEvents } from "../../src/resources/local-media";
import type { MediaWishes, OwnSource } from "../../src/resources/own-source";
import { FakeMedia } from "../support/fake-media";

const picture = { device: undefined, facing: undefined, lines: undefined, fps: undefined };

const wishes: MediaWishes = {
  microphone: () => ({
    device: undefined,
    noiseSuppression: false,
    autoGain: undefined,
    echoCancellation: undefined,
  }),
  camera: () => ({ ...picture, facing: "user" }),
  screen: () => picture,
  sound: () => ({ gain: 1, removeNoise: true }),
};

function setUp() {
  const media = new FakeMedia();
  const log: string[] = [];
  let sources: readonly OwnSource[] = [];
  const events: LocalMediaEvents = {
    changed: now => (sources = now),
    started: ({ id }, { kind }) => log.push(`${kind} provides ${id}`),
    replaced: ({ stream }) => log.push(`${stream.id} replaced`),
    stopped: id => log.push(`${id} gone`),
    problem: (kind, problem) => log.push(`${kind} ${problem}`),
    vanished: (kind, replaced) => log.push(`${kind} vanished${replaced ? ", replaced" : ""}`),
    noisy: () => log.push("noisy"),
  };
  const local = new LocalMedia(media, wishes, events);
  const states = () => sources.map(({ kind, on, key }) => `${key} ${kind} ${on ? "on" : "starting"}`);
  return { local, log, states, media, sources: () => sources };
}

const turn = () => new Promise(resolve => setImmediate(resolve));

test("starts, provides, stops, and provides under the same id when it starts again", async () => {
  const { local, log, states, media } = setUp();
  for (const index of [0, 1]) {
    void local.start("camera");
    assert.deepEqual(states(), ["1 camera starting"]);
    media.answers[index]?.give();
    await turn();
    assert.deepEqual(states(), ["1 camera on"]);
    local.stop(1);
    assert.deepEqual(states(), []);
  }
  assert.deepEqual(log, [
    "camera provides stream-1",
    "stream-1 gone",
    "camera provides stream-1",
    "stream-1 gone",
  ]);
});

test("what comes after it was switched off again is stopped", async () => {
  const { local, log, media } = setUp();
  void local.start("camera");
  local.stop(1);
  const [track] = media.answers[0]!.give();
  await turn();
  assert.equal(track?.readyState, "ended");
  assert.deepEqual(log, []);
});

test("several of a kind run at once, each ends for itself, and their number is bounded", async () => {
  const { local, log, states, media } = setUp();
  for (let count = 0; count < limits.ownSources + 1; count++) {
    void local.start("screen");
    media.answers[count]?.give();
    await turn();
  }
  assert.equal(states().length, limits.ownSources);
  local.stop(2);
  assert.deepEqual(log.slice(-1), ["stream-2 gone"]);
  assert.equal(states().length, limits.ownSources - 1);
  local.stopAll();
  assert.deepEqual(states(), []);
  void local.start("screen");
  media.answers.at(-1)?.give();
  await turn();
  assert.deepEqual(log.at(-1), `screen provides stream-${limits.ownSources + 1}`, "another room, another id");
});

test("another device takes the place of the first under the same id, and the first ends", async () => {
  const { local, log, media, sources } = setUp();
  void local.start("camera", { device: "one" });
  const [first] = media.answers[0]!.give();
  await turn();
  void local.recapture(1, { device: "two", facing: undefined });
  assert.deepEqual(media.answers[1]?.wish, { ...picture, device: "two" });
  const [second] = media.answers[1].give();
  await turn();
  assert.deepEqual(log, ["camera provides stream-1", "stream-1 replaced"]);
  assert.deepEqual([first?.readyState, second?.readyState], ["ended", "live"]);
  assert.equal(sources()[0]?.device, "two");
});

test("a device that does not come leaves the one before in its place", async () => {
  const { local, log, media, states } = setUp();
  void local.start("camera");
  const [first] = media.answers[0]!.give();
  await turn();
  void local.recapture(1, { device: "two" });
  media.answers[1]?.refuse("NotAllowedError");
  await turn();
  assert.deepEqual(log.slice(1), ["camera denied"]);
  assert.equal(first?.readyState, "live");
  assert.deepEqual(states(), ["1 camera on"]);
});

test("where only one camera opens at a time, the old one gives way; if none comes then, it is off", async () => {
  const { local, log, media, states } = setUp();
  void local.start("camera");
  const [first] = media.answers[0]!.give();
  await turn();
  void local.recapture(1, { facing: "environment" });
  media.answers[1]?.refuse("NotReadableError");
  await turn();
  assert.equal(first?.readyState, "ended");
  media.answers[2]?.refuse("NotReadableError");
  await turn();
  assert.deepEqual(log.slice(1), ["stream-1 gone", "camera busy"]);
  assert.deepEqual(states(), []);
});

test("a camera that is pulled out is replaced by another, or ends", async () => {
  const { local, log, media } = setUp();
  void local.start("camera", { device: "gone" });
  const [first] = media.answers[0]!.give();
  await turn();
  first?.onended?.();
  assert.equal(media.answers[1]?.wish.device, undefined);
  const [second] = media.answers[1]!.give();
  await turn();
  assert.deepEqual(log.slice(1), ["stream-1 replaced", "camera vanished, replaced"]);
  second!.stop();
  second?.onended?.();
  media.answers[2]?.refuse("NotFoundError");
  await turn();
  assert.deepEqual(log.slice(3), ["stream-1 gone", "camera vanished"]);
});

test("the browser's own stop button ends a screen", async () => {
  const { local, log, media } = setUp();
  void local.start("screen");
  const track = media.answers[0]!.give()[0]!;
  await turn();
  assert.equal(track.contentHint, "detail");
  track.onended?.();
  assert.deepEqual(log.slice(1), ["stream-1 gone"]);
});

test("what fails is off again, with the reason", async () => {
  const reasons = {
    NotAllowedError: "denied",
    NotFoundError: "missing",
    NotReadableError: "busy",
    TypeError: "unsupported",
    Whatever: "failed",
  };
  for (const [name, problem] of Object.entries(reasons)) {
    const { local, log, media, states } = setUp();
    void local.start("camera");
    media.answers[0]?.refuse(name);
    await turn();
    assert.deepEqual(log, [`camera ${problem}`]);
    assert.deepEqual(states(), []);
  }
});

test("without devices the reason is that the browser has none", async () => {
  const log: string[] = [];
  const nothing = () => undefined;
  const events = { changed: nothing, started: nothing, replaced: nothing, stopped: nothing };
  const local = new LocalMedia(undefined, wishes, {
    ...events,
    vanished: nothing,
    noisy: nothing,
    problem: (kind, problem) => log.push(`${kind} ${problem}`),
  });
  assert.equal(await local.start("camera"), false);
  assert.deepEqual(log, ["camera unsupported"]);
});

test("running pictures follow what is wished, but stay with their device", async () => {
  const { local, media } = setUp();
  void local.start("camera", { device: "one" });
  media.answers[0]?.give();
  await turn();
  await local.adjust("camera");
  assert.deepEqual(media.adjusted, [{ ...picture, device: "one" }]);
});

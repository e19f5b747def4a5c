// SPDX-License-Identifier: AGPL-3.0-only
/** From what the user prefers to what the browser is asked for, with the media running all the while. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as capture from "../../src/platform/browser-capture";
import type { PreferenceKey } from "../../src/preferences/definitions";
import { Preferences } from "../../src/preferences/preferences";
import { Notices } from "../../src/state/notices";
import { OwnMedia, type SourceKind } from "../../src/state/own-media";
import { FakeMedia } from "../support/fake-media";
import { FakePage, MemoryStore } from "../support/fake-page";
import { FakeStream, FakeTrack } from "../support/fake-peer";
import { ManualClock } from "../support/manual-clock";
import { testRandom, until } from "../support/support";

type Constraints = Readonly<Record<string, unknown>>;

/** Own media that run in a browser that notes what it is asked for: `asked` by getUserMedia, `applied` to a track. */
async function running(kind: SourceKind, answer = () => Promise.resolve()) {
  const asked: MediaStreamConstraints[] = [];
  const applied: Constraints[] = [];
  const applyConstraints = (constraints: Constraints) => Promise.resolve(void applied.push(constraints));
  const give = async (constraints: MediaStreamConstraints) => {
    asked.push(constraints);
    await answer();
    const track = new FakeTrack(kind === "microphone" ? "audio" : "video");
    return new FakeStream(`captured-${asked.length}`, [Object.assign(track, { applyConstraints })]);
  };
  const mediaDevices = { getUserMedia: give, getDisplayMedia: give };
  Object.defineProperty(globalThis, "navigator", { value: { mediaDevices }, configurable: true });
  const media = new FakeMedia({});
  const { microphone, camera, screen, adjust } = capture;
  Object.assign(media, { microphone, camera, screen, adjust });
  const preferences = new Preferences(new MemoryStore(), testRandom);
  const notices = new Notices();
  const model = new OwnMedia({
    media,
    clock: new ManualClock(),
    browser: new FakePage(""),
    preferences,
    notices,
    notify: notice => notices.add(notice),
    prepareShowing: () => Promise.resolve(),
    failed: () => undefined,
    room: () => undefined,
  });
  await model.prepare();
  model.start(kind);
  await until("it runs", () => model.states[kind].value === "on");
  return { preferences, asked, applied, model };
}

const captured: readonly [PreferenceKey, string, SourceKind, string, unknown][] = [
  ["native_noise_suppression", "true", "microphone", "noiseSuppression", true],
  ["auto_gain_control", "false", "microphone", "autoGainControl", false],
  ["echo_cancellation", "false", "microphone", "echoCancellation", false],
  ["camera_facing_mode", "environment", "camera", "facingMode", "environment"],
];

for (const [key, value, kind, constraint, ideal] of captured)
  test(`${key} reaches a running ${kind}, which is captured anew`, async () => {
    const { preferences, asked } = await running(kind);
    preferences.set(key, value);
    await until("it is asked for", () => asked.length === 2);
    const constraints = asked[1]?.[kind === "microphone" ? "audio" : "video"] as Constraints;
    assert.deepEqual(constraints[constraint], { ideal });
  });

const applying: readonly [PreferenceKey, string, SourceKind, Constraints][] = [
  ["video_fps", "15", "camera", { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 15 } }],
  ["video_resolution", "360", "camera", { width: { ideal: 640 }, height: { ideal: 360 } }],
  ["video_fps", "5", "screen", { frameRate: { ideal: 5 } }],
  ["video_resolution", "1080", "screen", { width: { ideal: 1920 }, height: { ideal: 1080 } }],
];

for (const [key, value, kind, constraints] of applying)
  test(`${key} reaches a running ${kind}, which goes on`, async () => {
    const { preferences, asked, applied } = await running(kind);
    preferences.set(key, value);
    await until("it is applied", () => applied.length === 1);
    assert.deepEqual(applied, [constraints]);
    assert.equal(asked.length, 1);
  });

test("what is left to the browser is not asked for", async () => {
  const { asked } = await running("microphone");
  assert.deepEqual(asked, [{ audio: { noiseSuppression: { ideal: false } } }]);
});

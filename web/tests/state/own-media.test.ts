// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { Preferences } from "../../src/preferences/preferences";
import { Notices } from "../../src/state/notices";
import { OwnMedia } from "../../src/state/own-media";
import { previewTimes } from "../../src/state/previews";
import { FakeMedia } from "../support/fake-media";
import { FakePage, MemoryStore } from "../support/fake-page";
import { FakeTrack } from "../support/fake-peer";
import { ManualClock } from "../support/manual-clock";
import { testRandom } from "../support/support";

async function setUp(stored: Readonly<Record<string, string>> = {}, media = new FakeMedia({})) {
  const made = unprepared(stored, media);
  await made.model.prepare();
  return made;
}

/** As `setUp`, before the code of the devices is there. */
function unprepared(
  stored: Readonly<Record<string, string>> = {},
  media = new FakeMedia({}),
  lacksDevices = false,
) {
  const store = new MemoryStore();
  for (const [key, value] of Object.entries(stored)) store.set(`keks-meet.${key}`, value);
  const preferences = new Preferences(store, testRandom);
  const notices = new Notices();
  const log: string[] = [];
  const clock = new ManualClock();
  const model = new OwnMedia({
    media: lacksDevices ? undefined : media,
    clock,
    browser: new FakePage(""),
    preferences,
    notices,
    notify: notice => notices.add(notice),
    prepareShowing: () => Promise.resolve(),
    failed: () => log.push("failed"),
    room: () => ({
      provide: ({ resource }) => log.push(`provide ${resource.label}`),
      withdraw: () => log.push("withdraw"),
      media: {
        replaced: () => log.push("replaced"),
        muteChanged: () => undefined,
        wantsPreview: () => true,
        sendPreview: (id, image) => log.push(`${id} ${image}`),
      },
    }),
  });
  const notice = (id: string) => notices.list.value.find(one => one.id === id);
  const asked = () => media.answers.map(({ what }) => what);
  return { model, preferences, media, clock, log, notice, asked, notices };
}

const turn = () => new Promise(resolve => setImmediate(resolve));
const link = (params: Readonly<Record<string, string>>) => new Map(Object.entries(params));

test("a link starts nothing: it asks, and what is answered starts", async () => {
  const { model, preferences, asked, notice, notices } = await setUp();
  const everything = { camera_enabled: "1", microphone_enabled: "yes", screencast_enabled: "true" };
  preferences.applyLink(link(everything));
  model.enterRoom();
  await turn();
  assert.deepEqual(asked(), []);
  assert.deepEqual(notices.list.value.map(({ id }) => id).sort(), [
    "ask-camera",
    "ask-microphone",
    "ask-screen",
  ]);
  notice("ask-camera")?.action?.run();
  await turn();
  assert.deepEqual(asked(), ["camera"]);
  assert.equal(notice("ask-camera"), undefined);
  preferences.applyLink(new Map());
  assert.equal(notice("ask-microphone"), undefined, "another link does not ask for it");
});

test("the user's own settings start microphone and camera, and ask for the screen", async () => {
  const own = { camera_enabled: "true", microphone_enabled: "true", screencast_enabled: "true" };
  const { model, asked, notice } = await setUp(own);
  model.enterRoom();
  await turn();
  assert.deepEqual(asked(), ["microphone", "camera"]);
  assert.equal(notice("ask-screen")?.title, "Share screen: start now?");
});

test("a microphone's button starts it, then mutes it and lets it be heard", async () => {
  const { model, log, media } = await setUp();
  model.toggle("microphone");
  await turn();
  assert.deepEqual([model.states.microphone.value, model.muted.value], ["on", false]);
  model.toggle("microphone");
  assert.equal(model.muted.value, true);
  assert.equal(media.sounds[0]?.output.enabled, false);
  model.toggle("microphone");
  assert.equal(model.muted.value, false);
  model.stopKind("microphone");
  assert.equal(model.states.microphone.value, "off");
  assert.deepEqual(log, ["provide Microphone", "withdraw"]);
  assert.equal(media.sounds[0].closed, true);
});

test("push-to-talk is silence but for the key, and off it is sound again", async () => {
  const { model, preferences } = await setUp({ push_to_talk: "true" });
  model.toggle("microphone");
  await turn();
  assert.equal(model.muted.value, true);
  model.talk(true);
  assert.equal(model.muted.value, false);
  model.talk(false);
  assert.equal(model.muted.value, true);
  preferences.set("push_to_talk", "false");
  await turn();
  assert.equal(model.muted.value, false);
});

test("changed settings reach what runs, under the same id", async () => {
  const { model, preferences, media, log } = await setUp();
  model.toggle("microphone");
  model.toggle("camera");
  await turn();
  preferences.set("microphone_gain", "3");
  preferences.set("rnnoise", "false");
  preferences.set("video_fps", "15");
  await turn();
  assert.deepEqual([media.sounds[0]?.gain, media.sounds[0]?.removesNoise], [3, false]);
  assert.equal(media.adjusted.at(-1)?.fps, 15);
  preferences.set("echo_cancellation", "false");
  await turn();
  const wish = media.answers.at(-1)?.wish;
  assert.equal(wish !== undefined && "echoCancellation" in wish && wish.echoCancellation, false);
  assert.deepEqual(log, ["provide Camera", "provide Microphone", "replaced"]);
});

test("a device is chosen for now and for later", async () => {
  const { model, media, preferences } = await setUp();
  model.toggle("camera");
  await turn();
  model.choose({ kind: "camera", id: "abc", label: "Front camera" });
  await turn();
  assert.equal(media.answers.at(-1)?.wish.device, "abc");
  assert.equal(preferences.get("camera_device"), "abc Front camera");
  assert.equal(model.current("camera"), "abc");
  model.choose({ kind: "speaker", id: "loud", label: "Loud" });
  assert.equal(model.speaker.value, "loud");
  assert.equal((await setUp({ speaker_device: "x y" })).model.speaker.value, "x");
});

test("a link cannot choose a device", async () => {
  const { preferences } = await setUp();
  preferences.applyLink(link({ camera_device: "abc", push_to_talk: "true" }));
  assert.equal(preferences.get("camera_device"), "");
  assert.equal(preferences.get("push_to_talk"), false);
});

test("several cameras run at once, and each ends for itself", async () => {
  const { model, log } = await setUp();
  model.start("camera");
  model.start("camera", { device: "two" });
  await turn();
  assert.deepEqual(
    model.sources.value.map(({ kind, device }) => `${kind} ${device ?? ""}`),
    ["camera default", "camera two"],
  );
  model.stop(model.sources.value[0]!.key);
  assert.equal(model.states.camera.value, "on");
  model.toggle("camera");
  assert.equal(model.states.camera.value, "off");
  assert.deepEqual(log, ["provide Camera", "provide Camera", "withdraw", "withdraw"]);
});

test("several microphones run at once: they are muted and heard together, and each ends for itself", async () => {
  const { model, log, media } = await setUp();
  model.toggle("microphone");
  await turn();
  model.toggle("microphone");
  model.start("microphone", { device: "two" });
  await turn();
  assert.deepEqual(
    model.sources.value.map(({ kind, device }) => `${kind} ${device ?? ""}`),
    ["microphone default", "microphone two"],
  );
  const heard = () => media.sounds.map(({ output }) => output.enabled);
  assert.deepEqual(heard(), [false, false], "one more while muted is muted");
  model.toggle("microphone");
  assert.deepEqual([model.muted.value, ...heard()], [false, true, true]);
  model.stop(model.sources.value[0]!.key);
  assert.deepEqual([model.states.microphone.value, model.muted.value], ["on", false]);
  assert.deepEqual(
    media.sounds.map(({ closed }) => closed),
    [true, false],
  );
  model.stopKind("microphone");
  assert.deepEqual(log, ["provide Microphone", "provide Microphone", "withdraw", "withdraw"]);
});

test("a phone's camera turns around", async () => {
  const media = new FakeMedia();
  const { model } = await setUp({}, media);
  model.toggle("camera");
  media.answers[0]?.give(new FakeTrack("video", { facingMode: "user" }));
  await turn();
  const [view] = model.sources.value;
  assert.deepEqual([view?.turns, view?.mirrored], [true, true]);
  model.turnCamera(view!.key);
  const wish = media.answers[1]?.wish;
  assert.equal(wish !== undefined && "facing" in wish && wish.facing, "environment");
  media.answers[1]?.give(new FakeTrack("video", { facingMode: "environment" }));
  await turn();
  assert.equal(model.sources.value[0]?.mirrored, false);
});

test("a device that goes away is told of", async () => {
  const media = new FakeMedia();
  const { model, notice } = await setUp({}, media);
  model.toggle("camera");
  const [track] = media.answers[0]!.give();
  await turn();
  track!.stop();
  track?.onended?.();
  media.answers[1]?.refuse("NotFoundError");
  await turn();
  assert.equal(notice("device-camera")?.title, "Camera went away");
  assert.equal(model.states.camera.value, "off");
});

test("what is plugged in is listed", async () => {
  const { model, media } = await setUp();
  await model.lookForDevices();
  media.plug([
    { kind: "camera", id: "", label: "" },
    { kind: "camera", id: "default", label: "Default – A" },
    { kind: "camera", id: "a", label: "A" },
    { kind: "microphone", id: "b", label: "B" },
  ]);
  await turn();
  assert.deepEqual(
    model.choices("camera").map(({ label }) => label),
    ["A"],
  );
});

test("those who have not asked see now and then how our pictures look", async () => {
  const { model, clock, log } = await setUp();
  model.start("camera");
  await turn();
  model.start("microphone");
  await turn();
  clock.elapse(previewTimes.first);
  await turn();
  assert.deepEqual(log.slice(2), ["stream-1 still of stream-1"]);
  clock.elapse(previewTimes.next);
  await turn();
  assert.equal(log.length, 4);
  model.stopAll();
  clock.elapse(previewTimes.next * 2);
  await turn();
  assert.deepEqual(log.slice(4), ["withdraw", "withdraw"]);
});

test("what is stopped before its code is there does not start", async () => {
  const { model, asked } = unprepared();
  model.toggle("camera");
  model.toggle("screen");
  assert.equal(model.states.camera.value, "starting");
  model.toggle("camera");
  assert.equal(model.states.camera.value, "off");
  await model.prepare();
  await turn();
  assert.deepEqual(asked(), ["screen"]);
});

test("a click while one's own settings start a microphone takes that back, and starts no second", async () => {
  const { model, asked } = unprepared({ microphone_enabled: "true" });
  model.enterRoom();
  model.toggle("microphone");
  await model.prepare();
  await turn();
  assert.deepEqual(asked(), []);
  assert.equal(model.states.microphone.value, "off");
});

test("what this browser lacks is told, and off again", async () => {
  const { model, notice } = unprepared({}, new FakeMedia({}), true);
  model.toggle("camera");
  await model.prepare();
  await turn();
  assert.match(notice("device-camera")?.text ?? "", /This browser cannot/);
  assert.equal(model.states.camera.value, "off");
});

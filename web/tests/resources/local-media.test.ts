// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MediaSource } from "../../src/platform/types";
import { LocalMedia } from "../../src/resources/local-media";
import { FakeStream, FakeTrack, fakeStream } from "../support/fake-peer";

function setUp() {
  const log: string[] = [];
  const answers: { give: (stream: MediaStream) => void; refuse: (name: string) => void }[] = [];
  let made = 0;
  const ask = () =>
    new Promise<MediaStream>((resolve, reject) => {
      answers.push({
        give: resolve,
        refuse: name => reject(Object.assign(new Error("no"), { name })),
      });
    });
  const source: MediaSource = {
    microphone: ask,
    camera: ask,
    screen: ask,
    emptyStream: () => new FakeStream(`stream-${++made}`) as unknown as MediaStream,
  };
  const media = new LocalMedia(source, {
    state: (kind, state) => log.push(`${kind} ${state.kind}`),
    started: (kind, resource) => log.push(`${kind} provides ${resource.id}`),
    stopped: id => log.push(`${id} gone`),
    problem: (kind, problem) => log.push(`${kind} ${problem}`),
  });
  return { media, log, answers };
}

const turn = () => new Promise(resolve => setImmediate(resolve));

test("starts, provides, stops, and provides under the same id when it starts again", async () => {
  const { media, log, answers } = setUp();
  for (const index of [0, 1]) {
    void media.toggle("camera");
    answers[index]?.give(fakeStream("captured", "video"));
    await turn();
    void media.toggle("camera");
  }
  const round = ["camera starting", "camera on", "camera provides stream-1", "camera off", "stream-1 gone"];
  assert.deepEqual(log, [...round, ...round]);
});

test("a stream that comes after it was switched off again is stopped", async () => {
  const { media, log, answers } = setUp();
  void media.toggle("microphone");
  void media.toggle("microphone");
  const track = new FakeTrack("audio");
  answers[0]?.give(new FakeStream("captured", [track]) as unknown as MediaStream);
  await turn();
  assert.equal(track.readyState, "ended");
  assert.deepEqual(log, ["microphone starting", "microphone off"]);
});

test("the browser's own stop button counts", async () => {
  const { media, log, answers } = setUp();
  const track = new FakeTrack("video");
  void media.toggle("screen");
  answers[0]?.give(new FakeStream("captured", [track]) as unknown as MediaStream);
  await turn();
  track.onended?.();
  assert.deepEqual(log.slice(-2), ["screen off", "stream-1 gone"]);
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
    const { media, log, answers } = setUp();
    void media.toggle("camera");
    answers[0]?.refuse(name);
    await turn();
    assert.deepEqual(log, ["camera starting", "camera off", `camera ${problem}`]);
  }
});

test("without devices the reason is that the browser has none", async () => {
  const log: string[] = [];
  const media = new LocalMedia(undefined, {
    state: () => undefined,
    started: () => undefined,
    stopped: () => undefined,
    problem: (kind, problem) => log.push(`${kind} ${problem}`),
  });
  await media.toggle("camera");
  assert.deepEqual(log, ["camera unsupported"]);
});

test("another room gets other ids", async () => {
  const { media, log, answers } = setUp();
  for (const index of [0, 1]) {
    void media.toggle("microphone");
    answers[index]?.give(fakeStream("captured", "audio"));
    await turn();
    media.stopAll();
  }
  assert.deepEqual(
    log.filter(line => line.includes("provides")),
    ["microphone provides stream-1", "microphone provides stream-2"],
  );
});

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { OutgoingStreams } from "../../src/peer/outgoing";
import { fakeStream } from "../support/fake-peer";
import { FakeTransceivers } from "../support/fake-transceivers";

function begin() {
  const fake = new FakeTransceivers();
  return { fake, streams: new OutgoingStreams(fake.connection) };
}

/** A microphone has been on, and is off again. */
async function stopped() {
  const { fake, streams } = begin();
  streams.add("mic", fakeStream("mic", "audio"));
  streams.remove("mic");
  await fake.settle();
  assert.deepEqual(fake.picture(), ["recvonly nothing"]);
  return { fake, streams };
}

test("a stream's tracks are sent, each in a place of its own, and once", () => {
  const { fake, streams } = begin();
  const screen = fakeStream("screen", "video", "audio");
  streams.add("screen", screen);
  streams.add("screen", screen);
  assert.deepEqual(fake.picture(), ["sendrecv video", "sendrecv audio"]);
});

test("a stream that comes again takes up its place, with its new track", async () => {
  const { fake, streams } = await stopped();
  const again = fakeStream("mic", "audio");
  streams.add("mic", again);
  await fake.settle();
  assert.deepEqual(fake.picture(), ["sendrecv audio"]);
  assert.equal(fake.transceivers[0]?.sender.track, again.getTracks()[0]);
});

test("another stream gets another place, and so does a track of another kind", async () => {
  const { fake, streams } = await stopped();
  streams.add("other", fakeStream("other", "audio"));
  streams.add("mic", fakeStream("mic", "video"));
  await fake.settle();
  assert.deepEqual(fake.picture(), ["recvonly nothing", "sendrecv audio", "sendrecv video"]);
});

test("two tracks of one stream and kind do not share a place", async () => {
  const { fake, streams } = begin();
  streams.add("cam", fakeStream("cam", "video", "video"));
  streams.remove("cam");
  streams.add("cam", fakeStream("cam", "video", "video"));
  await fake.settle();
  assert.deepEqual(fake.picture(), ["sendrecv video", "sendrecv video"]);
});

test("a place that the other side has stopped is not taken up", async () => {
  const { fake, streams } = await stopped();
  fake.transceivers[0]!.currentDirection = "stopped";
  streams.add("mic", fakeStream("mic", "audio"));
  await fake.settle();
  assert.deepEqual(fake.picture(), ["recvonly nothing", "sendrecv audio"]);
});

test("what is stopped again before its track is in place is not sent, nor announced", async () => {
  const { fake, streams } = await stopped();
  streams.add("mic", fakeStream("mic", "audio"));
  streams.remove("mic");
  await fake.settle();
  assert.deepEqual(fake.picture(), ["recvonly nothing"]);
});

test("what is turned off and on in quick succession ends as it was last wanted", async () => {
  const { fake, streams } = await stopped();
  const last = fakeStream("mic", "audio");
  streams.add("mic", fakeStream("mic", "audio"));
  streams.remove("mic");
  streams.add("mic", last);
  await fake.settle();
  assert.deepEqual(fake.picture(), ["sendrecv audio"]);
  assert.equal(fake.transceivers[0]?.sender.track, last.getTracks()[0]);
  streams.remove("mic");
  streams.add("mic", fakeStream("mic", "audio"));
  streams.remove("mic");
  await fake.settle();
  assert.deepEqual(fake.picture(), ["recvonly nothing"]);
});

test("on another connection the streams that are left begin anew", async () => {
  const { fake, streams } = await stopped();
  streams.add("cam", fakeStream("cam", "video"));
  streams.add("mic", fakeStream("mic", "audio"));
  const next = new FakeTransceivers();
  streams.move(next.connection, id => (id === "cam" ? fakeStream("cam", "video") : undefined));
  await fake.settle();
  assert.deepEqual(next.picture(), ["sendrecv video"]);
  streams.add("mic", fakeStream("mic", "audio"));
  await next.settle();
  assert.deepEqual(next.picture(), ["sendrecv video", "sendrecv audio"]);
});

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import type { AppDeps } from "../../src/state/app-deps";
import { AppModel } from "../../src/state/app-model";
import { StartModel } from "../../src/state/start-model";
import { FakeMedia } from "../support/fake-media";
import { FakePage, MemoryStore } from "../support/fake-page";
import { FakePeer } from "../support/fake-peer";
import { FakeServer } from "../support/fake-server";
import { ManualClock } from "../support/manual-clock";
import { RoomClient } from "../support/room-client";
import { quickSubtle, quiet, testRandom, until } from "../support/support";

const away = () => Promise.reject(new Error("no server"));

function deferredFailure() {
  let fail: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    fail = () => reject(new Error("refused"));
  });
  return { promise, fail };
}

function open(fragment: string, server = new FakeServer(), changes: Partial<AppDeps> = {}) {
  const page = new FakePage(fragment);
  const clock = new ManualClock();
  const app = new AppModel({
    capabilities: { secureContext: true, webCrypto: true, webRtc: true, devices: true, screen: true },
    subtle: quickSubtle,
    clock,
    random: testRandom,
    openSocket: server.openSocket,
    peerConnections: FakePeer.create,
    media: new FakeMedia({ refuses: "camera" }),
    notifications: undefined,
    sharing: { copy: () => Promise.resolve(true), clipboard: away, sheet: undefined },
    keepScreenOn: undefined,
    images: away,
    store: new MemoryStore(),
    page,
    saver: () => Promise.reject(new Error("no files here")),
    company: () => import("../../src/room/company"),
    now: () => 0,
    ...changes,
  });
  app.start();
  const joined = () => until("joined", () => app.room.value?.status.value === "joined");
  const names = () => app.room.value?.people.value.map(person => person.username.value) ?? [];
  const notices = () => app.notices.list.value.map(({ id }) => id);
  return { app, page, clock, server, joined, names, notices };
}

test("the address names the room and the visitor", async () => {
  const { app, page, joined } = open("#tea%20time#0123?username=Zoe");
  await joined();
  assert.equal(app.room.value?.name, "tea time");
  assert.equal(app.username.value, "Zoe");
  assert.match(page.title, /^tea time/);
});

test("an address without a room leads to the start page", () => {
  for (const fragment of ["", "#", "#?username=x"]) {
    const { app, page } = open(fragment);
    assert.deepEqual(page.gone, ["./"]);
    assert.equal(app.room.value, undefined);
  }
});

test("another address is another room: who was there is gone, and nothing of ours goes along", async () => {
  const server = new FakeServer();
  const { app, page, joined, names } = open("#one", server);
  const one = new RoomClient(server, "One", { secret: "one" });
  const two = new RoomClient(server, "Two", { secret: "two" });
  await joined();
  await until("sees One", () => names().join() === "One");
  app.media.toggle("microphone");
  await until("on", () => app.media.states.microphone.value === "on");
  page.turnTo("#two");
  await one.sees();
  await joined();
  await until("sees Two", () => names().join() === "Two");
  await two.sees(app.username.value);
  assert.equal(app.media.states.microphone.value, "off");
  assert.equal(two.member(app.username.value)?.resources.length, 0);
});

test("what the preferences say later holds for what is offered already, and takes nothing away", async () => {
  const server = new FakeServer();
  const { app, joined } = open("#one?optional_audio_default_enable=0", server);
  const bob = new RoomClient(server, "Bob", { secret: "one" });
  await joined();
  await bob.is("joined");
  bob.provide("mic", "audio", "audio");
  bob.provide("cam", "video", "video");
  const wanted = (): readonly string[] =>
    (app.room.value?.people.value[0]?.resources.value ?? []).flatMap(one =>
      one.wanted ? [one.resource.id] : [],
    );
  await until("both are offered", () => app.room.value?.people.value[0]?.resources.value.length === 2);
  await quiet();
  assert.deepEqual(wanted(), []);
  app.preferences.set("optional_audio_default_enable", "1");
  await until("the sound is wanted", () => wanted().join() === "mic");
  app.preferences.set("optional_video_default_enable", "1");
  await until("the picture too", () => wanted().join() === "mic,cam");
  app.preferences.set("optional_audio_default_enable", "0");
  await quiet();
  assert.deepEqual(wanted(), ["mic", "cam"]);
  // What the user did without stays away until the preference is turned on anew.
  app.want(app.room.value?.people.value[0]?.key ?? 0, "cam", false);
  app.preferences.set("optional_audio_default_enable", "1");
  await quiet();
  assert.deepEqual(wanted(), ["mic"]);
});

test("leaving ends everything calmly, and one can join again", async () => {
  const { app, joined, server } = open("#one");
  await joined();
  app.media.toggle("microphone");
  await until("on", () => app.media.states.microphone.value === "on");
  app.leave();
  assert.equal(app.room.value?.status.value, "left");
  assert.equal(app.media.states.microphone.value, "off");
  assert.deepEqual(server.members(), []);
  app.join();
  await joined();
});

test("a page that is left says so, and joins again when it is returned to", async () => {
  const { page, joined, server } = open("#one");
  await joined();
  page.hide();
  assert.deepEqual(server.members(), []);
  page.comeBack();
  await joined();
  assert.equal(server.members().length, 1);
});

test("what is missing is said, and the rest works", async () => {
  const noCalls = open("#one", new FakeServer(), {
    capabilities: { secureContext: true, webCrypto: true, webRtc: false, devices: false, screen: false },
    peerConnections: undefined,
    media: undefined,
  });
  await until("told", () => noCalls.notices().join() === "webrtc");
  await noCalls.joined();
  assert.equal(noCalls.app.sendText("hello"), true);

  const denied = open("#one");
  denied.app.media.toggle("camera");
  await until("told", () => denied.notices().includes("device-camera"));
  denied.clock.elapse(1000);
  assert.match(denied.app.announcer.spoken.value.text, /Camera did not start/);

  const old = open("#one?warn_redirect=true");
  await until("told", () => old.notices().join() === "old_link");
});

test("the warning about an old link does not go along when the address is shared, nor into another room", async () => {
  const { app, page, joined, notices } = open("#tea%20time?username=Zoe&warn_redirect=true");
  const { room } = app;
  await joined();
  const before = room.value;
  assert.equal(page.hash(), "#tea%20time?username=Zoe");
  page.turnTo(page.hash());
  assert.equal(room.value, before);
  await until("told", () => notices().join() === "old_link");
  page.turnTo("#other");
  assert.deepEqual(notices(), []);
  assert.notEqual(room.value?.serial, before?.serial);
});

test("the warning about an old link does not come late into another room", async () => {
  const { page, joined, notices } = open("#tea?warn_redirect=true");
  page.turnTo("#other");
  await joined();
  await quiet();
  assert.deepEqual(notices(), []);
});

test("when the key cannot be made, what was captured is stopped", async () => {
  const refused = deferredFailure();
  const failing = new Proxy(quickSubtle, {
    get: (target, name: keyof SubtleCrypto) =>
      name === "importKey" ? () => refused.promise : (target[name] as () => unknown).bind(target),
  });
  const { app } = open("#one", new FakeServer(), { subtle: failing });
  app.media.toggle("microphone");
  await until("on", () => app.media.states.microphone.value === "on");
  refused.fail();
  await until("failed", () => app.room.value?.status.value === "failed");
  assert.equal(app.media.states.microphone.value, "off");
});

test("a server that cannot be reached at first is no connection lost", async () => {
  const server = new FakeServer();
  server.reachable = false;
  const { app, clock, joined } = open("#one", server);
  clock.elapse(1000);
  assert.equal(app.room.value?.status.value, "connecting");
  assert.equal(app.announcer.spoken.value.text, "");
  server.reachable = true;
  clock.elapse(20_000);
  await joined();
});

test("without secure context or cryptography there is no room, and the reason is said", () => {
  const lacking = { secureContext: false, webCrypto: false, webRtc: true, devices: false, screen: false };
  assert.equal(
    open("#one", new FakeServer(), { capabilities: lacking, subtle: undefined }).app.fatal,
    "insecure",
  );
  const old = { ...lacking, secureContext: true };
  assert.equal(open("#one", new FakeServer(), { capabilities: old, subtle: undefined }).app.fatal, "crypto");
});

test("a configuration that cannot be read is said, and the room is joined without", async () => {
  for (const config of [() => Promise.reject(new Error("404")), () => Promise.resolve("<html>")]) {
    const page = new FakePage("#one");
    page.config = config;
    const { joined, notices } = open("#one", new FakeServer(), { page });
    await joined();
    await until("told", () => notices().join() === "config");
  }
});

test("comings, goings and chat are announced shortly, and own words are shown", async () => {
  const server = new FakeServer();
  const { app, clock, joined, names } = open("#public", server);
  await joined();
  clock.elapse(1000);
  const bob = new RoomClient(server, "Bob");
  await until("sees Bob", () => names().join() === "Bob");
  bob.room.chat({ kind: "text", text: "x".repeat(5000) });
  await until("chat", () => app.room.value?.chat.lines.value.length === 2);
  clock.elapse(1000);
  const { text } = app.announcer.spoken.value;
  assert.match(text, /^Bob joined\. Bob: x+…$/);
  assert.ok(text.length < 300);
  bob.room.leave();
  await until("Bob left", () => names().length === 0);
  clock.elapse(1000);
  assert.equal(app.announcer.spoken.value.text, "Bob left");
  assert.equal(app.sendText("  "), false);
  assert.equal(app.sendText("mine"), true);
  assert.deepEqual(
    app.room.value?.chat.lines.value.map(({ author, own, content: { kind } }) => [author, own, kind]),
    [
      ["Bob", false, "joined"],
      ["Bob", false, "text"],
      ["Bob", false, "left"],
      [app.username.value, true, "text"],
    ],
  );
});

test("who was there before us is not announced as coming", async () => {
  const server = new FakeServer();
  const bob = new RoomClient(server, "Bob");
  await bob.is("joined");
  const { app, clock, joined, names } = open("#public", server);
  await joined();
  await until("sees Bob", () => names().join() === "Bob");
  clock.elapse(1000);
  assert.equal(app.announcer.spoken.value.text, "You are in the room public");
  const carol = new RoomClient(server, "Carol");
  await until("sees Carol", () => names().join() === "Bob,Carol");
  clock.elapse(1000);
  assert.equal(app.announcer.spoken.value.text, "Carol joined");
  carol.room.leave();
});

test("the start page offers a friendly name, and joins with a secret of 256 bits", () => {
  const page = new FakePage("");
  const start = new StartModel(testRandom, page);
  assert.match(start.name.value, /^[a-z]+-[a-z]+-\d\d$/);
  start.join();
  start.name.value = " tea #time? ";
  start.join();
  start.name.value = "   ";
  start.join();
  assert.match(page.gone[0] ?? "", /^room#[a-z]+-[a-z]+-\d\d#[0-9a-f]{64}$/);
  assert.match(page.gone[1] ?? "", /^room#tea%20time%3F#[0-9a-f]{64}$/);
  assert.match(page.gone[2] ?? "", /^room#[a-z]+-[a-z]+-\d\d#[0-9a-f]{64}$/);
});

test("the chat covers the people where there is no room for both, and as long as it is open", () => {
  const { app, page } = open("#one");
  assert.deepEqual([app.chatOpen.value, app.chatCovers.value], [true, false]);
  page.resize(false);
  assert.deepEqual([app.chatOpen.value, app.chatCovers.value], [true, true]);
  app.showPeople();
  assert.deepEqual([app.chatOpen.value, app.chatCovers.value], [false, false]);
  page.resize(true);
  app.chatOpen.value = true;
  app.showPeople();
  assert.deepEqual([app.chatOpen.value, app.chatCovers.value], [true, false]);
});

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { decodeClientConfig } from "../../src/protocol/client-config";
import { cut, oneLine } from "../../src/protocol/decode";
import { limits } from "../../src/protocol/limits";
import { decodeServerPacket, encodeClientPacket } from "../../src/protocol/packets";
import {
  decodeRelayMessage,
  decodeSealed,
  encodeRelayMessage,
  encodeSealed,
  type RelayMessage,
} from "../../src/protocol/relay";

test("every server packet is understood, with fields that we do not know", () => {
  const cases: [string, unknown][] = [
    ['{"init":{"your_id":5,"version":"keks-meet 1","new":{"a":[1]}}}', { name: "init", id: 5 }],
    ['{"client_join":{"id":9007199254740991}}', { name: "client_join", id: 9007199254740991 }],
    ['{"client_leave":{"id":0}}', { name: "client_leave", id: 0 }],
    ['{"message":{"sender":3,"message":"x"}}', { name: "message", sender: 3, message: "x" }],
    ['{"room_info":{"hash":"h","user_count":2}}', { name: "room_info", hash: "h", userCount: 2 }],
  ];
  for (const [frame, packet] of cases) assert.deepEqual(decodeServerPacket(frame), packet);
});

test("what is no server packet is nothing, and never throws", () => {
  const frames = [
    "",
    "nonsense",
    "null",
    "[]",
    '"ping"',
    "{}",
    '{"init":{}}',
    '{"init":{"your_id":-1}}',
    '{"init":{"your_id":1.5}}',
    '{"init":{"your_id":"1"}}',
    '{"client_join":{"id":9007199254740992}}',
    '{"client_join":null}',
    '{"message":{"sender":3}}',
    '{"message":{"sender":3,"message":{}}}',
    '{"toString":{}}',
    '{"__proto__":{"id":1}}',
    '{"unknown":{}}',
    '{"client_join":{"id":1},"client_leave":{"id":1}}',
  ];
  for (const frame of frames) assert.equal(decodeServerPacket(frame), undefined, frame);
});

test("client packets are written as the server expects them", () => {
  assert.equal(encodeClientPacket({ name: "join", hash: "ab" }), '{"join":{"hash":"ab"}}');
  assert.equal(encodeClientPacket({ name: "join", hash: null }), '{"join":{"hash":null}}');
  assert.equal(encodeClientPacket({ name: "relay", message: "m" }), '{"relay":{"message":"m"}}');
  assert.equal(
    encodeClientPacket({ name: "relay", message: "m", recipient: 3 }),
    '{"relay":{"recipient":3,"message":"m"}}',
  );
  assert.equal(encodeClientPacket({ name: "ping" }), '{"ping":null}');
});

const session = "0123456789abcdef0123456789abcdef";

test("every relay message survives the way over the wire", () => {
  const messages: RelayMessage[] = [
    { name: "identify", username: "Alice", session, capabilities: ["bye"] },
    { name: "provide", resource: { kind: "track", id: "t", trackKind: "video", label: "Camera" } },
    { name: "provide", resource: { kind: "file", id: "f", label: "a.txt", size: 12 } },
    { name: "provide_stop", id: "t" },
    { name: "request", id: "t" },
    { name: "request_stop", id: "t" },
    { name: "offer", sdp: "v=0" },
    { name: "answer", sdp: "v=0" },
    {
      name: "ice_candidate",
      candidate: { candidate: "c", sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "u" },
    },
    { name: "chat", text: "hi" },
    { name: "chat_image", image: "data:image/png;base64,AAAA" },
    { name: "bye" },
  ];
  for (const message of messages) {
    const wire: unknown = JSON.parse(JSON.stringify(encodeRelayMessage(message)));
    assert.deepEqual(decodeRelayMessage(wire), message);
  }
});

test("a deployed client's identify has neither session nor capabilities", () => {
  assert.deepEqual(decodeRelayMessage({ identify: { username: "Bob" } }), {
    name: "identify",
    username: "Bob",
    session: undefined,
    capabilities: [],
  });
});

test("what is no relay message is nothing, and never throws", () => {
  const values: unknown[] = [
    null,
    1,
    "bye",
    [],
    {},
    { unknown: {} },
    { constructor: {} },
    { bye: null },
    { identify: {} },
    { identify: { username: 1 } },
    { provide: { id: "x", kind: "track" } },
    { provide: { id: "", kind: "track", track_kind: "audio" } },
    { provide: { id: "x", kind: "port" } },
    { provide: { id: "x", kind: "file", size: -1 } },
    { provide: { id: "x".repeat(limits.idLength + 1), kind: "track", track_kind: "audio" } },
    { request: {} },
    { offer: {} },
    { answer: "x".repeat(limits.sdpLength + 1) },
    { ice_candidate: {} },
    { ice_candidate: { candidate: "x".repeat(limits.candidateLength + 1) } },
    { chat: {} },
    { chat: { image: "data:image/svg+xml;base64,AAAA" } },
    { chat: { image: "https://example.org/x.png" } },
    { chat: { image: 'data:image/png;base64,AA"onload=' } },
    { request: { id: "x" }, bye: {} },
  ];
  for (const value of values)
    assert.equal(decodeRelayMessage(value), undefined, JSON.stringify(value).slice(0, 80));
});

test("sizes are bounded: names and texts are cut, lists shortened", () => {
  const message = decodeRelayMessage({
    identify: { username: "x".repeat(10_000), session: "no", capabilities: Array(1000).fill("c") },
  });
  assert.ok(message?.name === "identify");
  assert.equal(message.username.length, limits.nameLength);
  assert.equal(message.session, undefined);
  assert.equal(message.capabilities.length, limits.capabilities);
  const chat = decodeRelayMessage({ chat: { text: "y".repeat(limits.chatLength * 2) } });
  assert.equal(chat?.name === "chat" && chat.text.length, limits.chatLength);
});

test("names keep to their line and their direction", () => {
  assert.equal(oneLine("  a\n\tb\u202e c\u0000  ", 100), "a b c");
  assert.equal(oneLine("👍".repeat(100), 11), `${"👍".repeat(5)}…`);
  assert.equal(oneLine(5, 100), undefined);
  assert.equal(cut("ab", 2), "ab");
  assert.equal(cut("abc", 2), "a…");
});

test("a message whose inner sender is another than the packet's is dropped", () => {
  const plaintext = encodeSealed(3, { name: "chat", text: "hi" });
  assert.deepEqual(decodeSealed(plaintext, 3), { name: "chat", text: "hi" });
  assert.equal(decodeSealed(plaintext, 4), undefined);
  for (const bad of ["", "null", "3", '{"sender":3}', '{"sender":"3","inner":{"bye":{}}}']) {
    assert.equal(decodeSealed(bad, 3), undefined, bad);
  }
});

test("the configuration gets schemes where they are missing, and empty servers are none", () => {
  const servers = (webrtc: unknown) => decodeClientConfig(JSON.stringify({ webrtc }))?.iceServers;
  assert.deepEqual(servers({ stun: "example.org:3478" }), [{ urls: "stun:example.org:3478" }]);
  assert.deepEqual(servers({ stun: "stun:example.org" }), [{ urls: "stun:example.org" }]);
  assert.deepEqual(servers({ stun: "", turn: "" }), []);
  assert.deepEqual(servers({ turn: "t.example", turn_user: "u", turn_cred: "c" }), [
    { urls: "turn:t.example", username: "u", credential: "c" },
  ]);
  assert.deepEqual(servers({ turn: "turns:t.example" }), [
    { urls: "turns:t.example", username: "", credential: "" },
  ]);
  assert.deepEqual(decodeClientConfig("{}"), { iceServers: [], roomWatches: false });
  assert.equal(decodeClientConfig("<html>"), undefined);
  assert.equal(decodeClientConfig("[]"), undefined);
});

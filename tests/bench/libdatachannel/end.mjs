// SPDX-License-Identifier: AGPL-3.0-only
// One connection of libdatachannel in a process of its own, told what to do by JSON lines as tests/webrtc/stdio_peer.cpp
// is, of which it knows what a benchmark needs:
//   {"do": "open", "label": …}
//   {"do": "remote", "type": "offer" | "answer", "sdp": …}  an offer is answered
//   {"do": "candidate", "candidate": …, "sdpMid": …}
//   {"do": "pour", "label": …, "bytes": …, "message": …}  the same noise again and again, in messages of so many bytes
//   {"do": "text", "label": …, "text": …}
//   {"do": "digest", "label": …}  of which it knows the bytes, and the longest that a message was waited for
// Events: description, candidate, channel, opened, streamed, text, digest, state.
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { PeerConnection } from "node-datachannel";

/** Bytes of a message, if it is not told any: with larger ones it is no faster. */
const size = 64 * 1024;
/** Bytes that wait in the channel: filled up to `full`, and again once they have sunk to `low`. */
const full = 4 * 1024 * 1024;
const low = 1024 * 1024;

const tell = (event, details) => process.stdout.write(`${JSON.stringify({ event, ...details })}\n`);
const noise = randomBytes(size);
const channels = new Map();

const connection = new PeerConnection("bench", { iceServers: [], bindAddress: "127.0.0.1" });
connection.onLocalDescription((sdp, type) => tell("description", { type, sdp }));
connection.onLocalCandidate((candidate, sdpMid) =>
  tell("candidate", { candidate, sdpMid, sdpMLineIndex: 0 }),
);
connection.onStateChange(state => tell("state", { state }));
connection.onDataChannel(channel => {
  tell("channel", { label: channel.getLabel() });
  keep(channel);
});

function keep(channel) {
  const label = channel.getLabel();
  const kept = { channel, left: 0, size, bytes: 0, pause: 0 };
  channels.set(label, kept);
  channel.setBufferedAmountLowThreshold(low);
  channel.onOpen(() => tell("opened", { label }));
  channel.onBufferedAmountLow(() => refill(kept));
  channel.onMessage(message => {
    if (typeof message === "string") return tell("text", { label, text: message });
    const now = performance.now();
    kept.pause = Math.max(kept.pause, now - (kept.last ?? now));
    kept.last = now;
    kept.bytes += message.length;
  });
}

function refill(kept) {
  const { channel } = kept;
  while (kept.left > 0 && channel.bufferedAmount() < full) {
    const length = Math.min(kept.size, kept.left);
    channel.sendMessageBinary(length === size ? noise : noise.subarray(0, length));
    kept.left -= length;
    if (kept.left === 0) tell("streamed", { label: channel.getLabel() });
  }
}

// libdatachannel's callbacks may overtake each other: a candidate may come before the description that it belongs to.
const earlyCandidates = [];
let described = false;

function addCandidate({ candidate, sdpMid }) {
  if (candidate !== "") connection.addRemoteCandidate(candidate, sdpMid);
}

function pour({ label, bytes, message = size }) {
  const kept = channels.get(label);
  Object.assign(kept, { left: bytes, size: message });
  refill(kept);
}

const commands = {
  open: ({ label }) => keep(connection.createDataChannel(label)),
  remote({ type, sdp }) {
    connection.setRemoteDescription(sdp, type);
    for (const early of earlyCandidates.splice(0)) addCandidate(early);
    described = true;
  },
  candidate(command) {
    if (described) addCandidate(command);
    else earlyCandidates.push(command);
  },
  // Both follow by themselves.
  offer: () => undefined,
  answer: () => undefined,
  text: ({ label, text }) => channels.get(label).channel.sendMessage(text),
  digest: ({ label }) => {
    const { bytes, pause } = channels.get(label);
    tell("digest", { label, bytes, pause: Math.round(pause) });
  },
  // It makes none anyway.
  count: () => undefined,
  pour,
};

const input = createInterface({ input: process.stdin });
input.on("line", line => {
  const command = JSON.parse(line);
  commands[command.do](command);
});
input.on("close", () => process.exit(0));

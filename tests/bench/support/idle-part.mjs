// SPDX-License-Identifier: AGPL-3.0-only
import { load } from "./generator.mjs";
import { relays, startRelay } from "./relays.mjs";
import { grid, median } from "./summary.mjs";

const pingAfter = 4; // seconds

// keks asks after two fifths of its time-out.
const pinging = {
  keks: { environment: { KEKS_MEET_LIMITS_IDLE_TIMEOUT_SECONDS: String((pingAfter * 5) / 2) } },
  "beast-dom": { words: [String(pingAfter)] },
};

/** Resident memory of 19,900 connections that have joined and are silent, and what keep-alive pings cost. */
export async function measureIdle({ build, rounds, only, say }) {
  const samples = [];
  for (let round = 0; round < rounds; round++)
    for (const name of only ?? Object.keys(relays)) {
      const relay = await startRelay(name, build, pinging[name]);
      if (relay === undefined) continue;
      const seconds = name in pinging ? 2 * pingAfter + 1 : 0;
      try {
        samples.push({ relay: name, round, ...(await load(build, relay, "idle", seconds)) });
      } finally {
        await relay.stop();
      }
    }
  say("idle");
  const names = [...new Set(samples.map(({ relay }) => relay))];
  const result = names.map(name => row(samples.filter(({ relay }) => relay === name)));
  const text = [
    "Idle, 19,900 joined connections: resident bytes of each; processor for each keep-alive ping:",
    grid(
      ["relay", "bytes", "µs for each ping"],
      result.map(({ relay, bytesEach, pingMicroseconds }) => [
        relay,
        bytesEach.toFixed(0),
        pingMicroseconds?.toFixed(2) ?? "–",
      ]),
    ),
  ].join("\n\n");
  return { samples, result, text };
}

function row(own) {
  const [{ relay, pings }] = own;
  return {
    relay,
    bytesEach: median(own.map(({ bytesEach }) => bytesEach)),
    pingMicroseconds: pings === 0 ? undefined : median(own.map(one => (one.cpuSeconds * 1e6) / one.pings)),
  };
}

// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { troubleCause, troubleReport, type TroubleCause, type TroubleFacts } from "../../src/state/trouble";
import type { LinkSnapshot } from "../../src/peer/stats";
import { candidates, running, secretWords, snapshot } from "../support/snapshots";

const ours = candidates("local", "host", "srflx");
const theirs = candidates("remote", "host");
const both = [...ours, ...theirs];
const relayed = [...candidates("local", "host", "relay"), ...candidates("remote", "host")];

/** As Chromium is while it finds nothing, for ever. */
const looking = (part: Partial<LinkSnapshot> = {}) => snapshot({ state: "new", ice: "new", ...part });

const cases: readonly (readonly [string, Partial<TroubleFacts>, TroubleCause | undefined])[] = [
  ["nothing asked for yet", { link: undefined }, undefined],
  ["a call that runs", { link: running(1) }, undefined],
  ["a call that runs without the server", { link: running(1), room: "reconnecting" }, undefined],
  ["the server is lost", { link: snapshot(), room: "reconnecting" }, "signaling"],
  ["still trying", { link: snapshot({ state: "connecting", ice: "checking" }) }, "slow"],
  ["still trying, before long", { link: snapshot({ state: "new", ice: "new" }), waited: 7_999 }, "slow"],
  ["no way out, which no browser calls failed", { link: looking(), waited: 8_000 }, "no_local"],
  [
    "ways are still looked for",
    { link: looking({ gathering: "gathering", entries: theirs }), waited: 16_000 },
    "slow",
  ],
  [
    "ways are looked for too long",
    { link: looking({ gathering: "gathering", entries: theirs }), waited: 24_000 },
    "no_local",
  ],
  [
    "we wait for an offer that does not come",
    { link: looking({ gathering: "new" }), waited: 8_000 },
    "no_remote",
  ],
  ["nothing comes from the other side", { link: looking({ entries: ours }), waited: 8_000 }, "no_remote"],
  ["ways that may still meet", { link: looking({ entries: both }), waited: 16_000 }, "slow"],
  ["ways that do not meet", { link: looking({ entries: both }), waited: 24_000 }, "no_relay"],
  ["a slow handshake", { link: looking({ ice: "connected", entries: both }), waited: 99_000 }, "slow"],
  [
    "a relay that may still help",
    { link: looking({ entries: relayed }), turnConfigured: true, waited: 99_000 },
    "slow",
  ],
  ["an interruption", { link: snapshot({ state: "disconnected", ice: "disconnected" }) }, "lost"],
  ["no way out", { link: snapshot() }, "no_local"],
  ["nothing from the other side", { link: snapshot({ entries: candidates("local", "host") }) }, "no_remote"],
  ["no relay", { link: snapshot({ entries: both }) }, "no_relay"],
  [
    "a relay that gave nothing",
    { link: snapshot({ entries: both }), turnConfigured: true },
    "relay_unreachable",
  ],
  ["a relay, and yet", { link: snapshot({ entries: relayed }), turnConfigured: true }, "lost"],
];

for (const [sentence, facts, cause] of cases) {
  test(`the likely cause: ${sentence}`, () => {
    assert.equal(
      troubleCause({ room: "joined", turnConfigured: false, link: undefined, waited: 0, ...facts }),
      cause,
    );
  });
}

test("a report says states, types and versions, and nothing of who or where", () => {
  const report = troubleReport({
    time: "2026-11-22T21:00:00Z",
    versions: { page: "keks-meet 1.2.3", browser: "Test 1" },
    room: "joined",
    turnConfigured: false,
    stunConfigured: true,
    sources: { microphone: "on", camera: "off" },
    people: [
      { presence: "present", connection: "connected", cause: undefined, link: running(3) },
      { presence: "held", connection: "failed", cause: "no_relay", link: snapshot({ entries: both }) },
      { presence: "present", connection: "none", cause: undefined, link: undefined },
    ],
  });
  for (const line of [
    "stun: configured, turn: none",
    "own: microphone on, camera off",
    "  present, connected, likely cause: none",
    "  candidates: local host srflx; remote host",
    "  path: srflx to host over udp, 42 ms",
    "  stream in video VP9 1280×720",
    "  held, failed, likely cause: no_relay",
    "  no peer connection",
  ])
    assert.ok(report.split("\n").includes(line), `${line} is not in\n${report}`);
  for (const word of secretWords) assert.ok(!report.includes(word), word);
  assert.doesNotMatch(report, /\d+\.\d+\.\d+\.\d+|[0-9a-f]{8}/);
});
